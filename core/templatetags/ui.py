"""The components of docs/design-system.md: wording, order, and shape, with no query and no rule."""

from datetime import datetime

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, ngettext

from core.wording import code_and_name, euros, faults, grouped, percent, spell

register = template.Library()

# Numbers


@register.filter
def num(value, decimals=None) -> str:
    """`1,234`; an en dash for nothing."""
    return grouped(value, decimals)


@register.filter
def money(value) -> str:
    """`1,234.50`: an amount in a column whose head names the currency."""
    return grouped(value, 2)


register.filter("eur", euros)
register.filter("pct", percent)


# Dates


@register.simple_tag
def day(value, distance=""):
    """`12 Mar 2019` in a time element, with a distance in words beside it where one is given."""
    if not value:
        return "–"
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    shown = format_html('<time datetime="{}">{}</time>', value.strftime("%Y-%m-%d"), spell(value))
    return format_html('{} <span class="muted">{}</span>', shown, distance) if distance else shown


@register.simple_tag
def moment(value):
    """`12 Mar 2019, 14:05 CET` in a time element."""
    if not value:
        return "–"
    if timezone.is_aware(value):
        value = timezone.localtime(value)
    shown = f"{spell(value)}, {value:%H:%M} {value.tzname() or ''}".rstrip()
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="minutes"), shown)


@register.simple_tag
def due(on, days=None, soon=7, met=False):
    """A deadline in words and its date: `Overdue by 3 days 12 Mar 2019`; past ones have negative `days`."""
    if not on:
        return "–"
    if met:
        word, kind = gettext("Met"), "success"
    elif days is None:
        word, kind = gettext("Due"), "neutral"
    elif days < 0:
        word = ngettext("Overdue by %(n)s day", "Overdue by %(n)s days", -days) % {"n": grouped(-days)}
        kind = "danger"
    elif days == 0:
        word, kind = gettext("Due today"), "warning"
    else:
        word = ngettext("Due in %(n)s day", "Due in %(n)s days", days) % {"n": grouped(days)}
        kind = "warning" if days <= soon else "neutral"
    return format_html('<span class="due">{} {}</span>', status(word, kind), day(on))


# Countries


@register.filter
def country_code(value) -> str:
    """`EL` for GR."""
    return code_and_name(value)[0]


@register.filter
def country_name(value) -> str:
    """`Greece` for GR."""
    code, name = code_and_name(value)
    return name or code


@register.simple_tag
def country(value, compact=False):
    """`IT Italy`; compact shows the code alone and leaves the name to the pointer and to screen readers."""
    code, name = code_and_name(value)
    if not code:
        return "–"
    if compact:
        inner = format_html('<span class="cc">{}</span><span class="sr"> {}</span>', code, name)
        return format_html('<span class="country" title="{}">{}</span>', name, inner)
    return format_html('<span class="country"><span class="cc">{}</span> {}</span>', code, name)


@register.simple_tag
def countries(owner=None, others=(), third=(), compact=False, words=False):
    """Chips in the one order: the owner, then the requested States, then third countries."""
    roles = [([owner] if owner else [], "owner", gettext("owner"))]
    roles += [(others or (), "", gettext("requested")), (third or (), "third", gettext("third country"))]
    shade = "as" if words else "sr"
    rows = [(css, shade, role, country(each, compact)) for states, css, role in roles for each in states]
    if not rows:
        return "–"
    items = format_html_join(" ", '<li class="{0}">{3} <span class="{1}">{2}</span></li>', rows)
    return format_html('<ul class="countries{}" role="list">{}</ul>', " compact" if compact else "", items)


# State


@register.simple_tag
def status(word, kind="neutral"):
    """A word with a shape, by kind: neutral, info, success, warning, danger, muted."""
    return format_html('<span class="status {}">{}</span>', kind, word)


@register.simple_tag
def pill(count, label="", kind=""):
    """A count in a pill; `label` says to screen readers what is counted."""
    said = format_html('<span class="sr"> {}</span>', label) if label else ""
    return format_html('<span class="pill {}">{}{}</span>', kind, grouped(count), said)


@register.simple_tag
def handling(word, kind="", originator=None):
    """A handling code (kind: public, limited, restricted) with its originator."""
    origin = format_html("<span>{}</span>", country_code(originator)) if originator else ""
    said = format_html('<span class="sr">{}: </span>', gettext("Handling code"))
    return format_html('<span class="handling {}">{}{} {}</span>', kind, said, origin, word)


# Blocks with a content


def block(name, values):
    """The component's template over the arguments of its tag."""
    return render_to_string(f"core/{name}.html", values)


@register.simple_block_tag
def banner(content, kind="info", title="", role=""):
    """info, success, warning, or danger; the kind is said in a word unless `title` says it."""
    return block("banner", locals())


@register.simple_block_tag
def next_act(content, title, kind="info", label=""):
    """What is expected of the reader, with the one main button as content."""
    return block("next_act", locals())


@register.simple_block_tag
def panel(content, title="", level=2, count=None, href="", link="", css=""):
    """A titled box, in the rail or in the content."""
    return block("panel", locals())


@register.simple_block_tag
def breadcrumbs(content):
    """Holds `crumb` tags."""
    return block("breadcrumbs", locals())


@register.simple_tag
def crumb(text, href=""):
    """One step of the breadcrumbs; the last has no `href`."""
    if href:
        return format_html('<li><a href="{}">{}</a></li>', href, text)
    return format_html('<li><span aria-current="page">{}</span></li>', text)


@register.simple_block_tag
def tabs(content, label):
    """Holds `tab` tags: real links, one of them current."""
    return format_html('<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>', label, content)


@register.simple_tag
def tab(text, href, current=False, count=None):
    """One tab: a link, with a count where that helps to choose."""
    number = "" if count is None else pill(count)
    mark = mark_safe(' aria-current="page"') if current else ""
    return format_html('<li><a href="{}"{}>{}{}</a></li>', href, mark, text, number)


@register.simple_block_tag
def menu(content, label, css=""):
    """The quiet menu; the content is `li` with a link, a button, or `post_button`."""
    return block("menu", locals())


@register.simple_block_tag
def filterbar(content, action="", label="", button="", clear=""):
    """A GET form of `field` tags with its own submit button."""
    return block("filterbar", locals())


@register.simple_block_tag
def datatable(content, caption, hide_caption=False, stack=False, wide=False, keys=False, css=""):
    """A table around `thead` and `tbody`: `stack` makes cards on phones, `wide` scrolls at any width."""
    return block("datatable", locals())


@register.simple_tag
def th(text, number=False, href="", sorted=""):
    """A column head; `href` makes it a sort link, `sorted` is ascending or descending."""
    return block("th", locals())


@register.simple_block_tag
def summary_list(content):
    """Holds `summary_row` blocks."""
    return format_html('<dl class="summary">{}</dl>', content)


@register.simple_block_tag
def summary_row(content, term, href="", act=""):
    """One term and what is to be said of it, with a link to change it."""
    return block("summary_row", locals())


@register.simple_block_tag
def timeline(content, label=""):
    """Holds `event` blocks, newest or oldest first as given."""
    label = label or gettext("Timeline")
    return format_html('<ol class="timeline" role="list" aria-label="{}">{}</ol>', label, content)


@register.simple_block_tag
def event(content, on, title, by="", kind="", href="", level=3):
    """One thing that happened on a day."""
    return block("event", locals())


@register.simple_block_tag
def stats(content):
    """Holds `stat` tags."""
    return format_html('<dl class="stats">{}</dl>', content)


@register.simple_tag
def stat(value, label, more="", href=""):
    """A big figure over its label; `value` is a number or a text already written out."""
    value = value if isinstance(value, str) else grouped(value)
    return block("stat", locals())


@register.simple_block_tag
def not_additive(content):
    """The note under a table whose rows do not add up; the content says why."""
    return block("not_additive", locals())


@register.simple_block_tag
def chart(
    content,
    title,
    light,
    dark="",
    alt="",
    units="",
    source="",
    extracted=None,
    legend=(),
    level=2,
    open=False,
):
    """A figure: the finding as title, image, units and source, and as content the same data in a table.

    `legend` is a sequence of (series number from 1 to 6, label).
    """
    return block("chart", locals())


@register.simple_block_tag(takes_context=True)
def confirm(context, content, title, button, action="", kind="danger", cancel="", level=2):
    """A panel that says what will happen and asks once; the content is the consequence and any fields."""
    return block("confirm", {**locals(), "csrf_token": context.get("csrf_token")})


@register.simple_block_tag
def empty(content, title, why="", href="", act=""):
    """What is not there, why, what to do (the content), and one act."""
    return block("empty", locals())


@register.inclusion_tag("core/post_button.html", takes_context=True)
def post_button(context, text, action, css="", name="", value="", next=""):
    """A form with one button, for an act that changes something and needs no further word."""
    return {**locals(), "csrf_token": context.get("csrf_token")}


# Lists


@register.inclusion_tag("core/chips.html")
def filter_chips(chips, clear=""):
    """The filters in force, in words; each of `chips` is (text, address without it)."""
    return {"chips": chips, "clear": clear}


@register.simple_tag
def shown(count, total=None, more=False):
    """`50 shown of more than 1,000`."""
    if total is None:
        return ngettext("%(n)s shown", "%(n)s shown", count) % {"n": grouped(count)}
    words = gettext("%(n)s shown of more than %(total)s") if more else gettext("%(n)s shown of %(total)s")
    return words % {"n": grouped(count), "total": grouped(total)}


@register.inclusion_tag("core/pager.html")
def pager(count, total=None, more=False, previous="", next=""):
    """Links to the neighbouring pages, and how many are shown; addresses of None leave the link out."""
    return {"words": shown(count, total, more), "previous": previous, "next": next}


# Forms


@register.inclusion_tag("core/field.html")
def field(bound, width="", why="", label=""):
    """A bound field: label, help, error, control. `why` is the law's wording behind "Why we ask"."""
    return {"field": bound, "width": width, "why": why, "label": label}


@register.inclusion_tag("core/fields.html")
def fields(form):
    """Every field of a form, hidden ones too."""
    return {"form": form}


@register.inclusion_tag("core/error_summary.html")
def error_summary(*forms):
    """What is to be corrected, with links to the fields; nothing when nothing is."""
    return {"faults": [fault for form in forms if form is not None for fault in faults(form)]}
