"""Closed lists of investigations, and the moves of their lifecycle."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseStatus(models.TextChoices):
    """Where a case stands."""

    REGISTERED = "registered", _("Registered")
    ACTIVE = "active", _("Active")
    DORMANT = "dormant", _("Dormant")
    CLOSED = "closed", _("Closed")
    VOIDED = "voided", _("Voided")


# Which status may follow which; only services assign one. Reopening is a further support period of an active case.
TRANSITIONS = {
    CaseStatus.REGISTERED: {CaseStatus.ACTIVE, CaseStatus.CLOSED, CaseStatus.VOIDED},
    CaseStatus.ACTIVE: {CaseStatus.DORMANT, CaseStatus.CLOSED, CaseStatus.VOIDED},
    CaseStatus.DORMANT: {CaseStatus.ACTIVE, CaseStatus.CLOSED, CaseStatus.VOIDED},
    CaseStatus.CLOSED: {CaseStatus.ACTIVE, CaseStatus.VOIDED},
    CaseStatus.VOIDED: set(),
}


class ClosingReason(models.TextChoices):
    """Why a support period ended."""

    EXECUTED = "executed", _("Executed")
    NO_FOLLOW_UP = "no_follow_up", _("No follow-up")
    TRANSFERRED = "transferred", _("Transferred to the EJN or the EPPO")
    PROSECUTION_FINISHED = "prosecution_finished", _("Prosecution finished")
    TIME_BARRED = "time_barred", _("Time-barred")


class Track(models.TextChoices):
    """The kind of service asked for."""

    RAPID_RESPONSE = "rapid_response", _("Rapid response")
    COORDINATION = "coordination", _("Coordination")


class Handling(models.TextChoices):
    """Who may be shown it at all; only the originator lowers it."""

    PUBLIC = "public", _("Public")
    LIMITED = "limited", _("Limited")
    RESTRICTED = "restricted", _("Restricted to named desks")


class Extent(models.TextChoices):
    """How much of a case a grant opens."""

    FULL = "full", _("Everything")
    PARTIAL = "partial", _("Header, own requests, and what is marked for sharing")


class Offence(models.TextChoices):
    """Migrant smuggling and the crimes interlinked with it, and the crime types of Eurojust's annual reports."""

    MIGRANT_SMUGGLING = "migrant_smuggling", _("Migrant smuggling")
    MONEY_LAUNDERING = "money_laundering", _("Money laundering")
    DRUG_TRAFFICKING = "drug_trafficking", _("Drug trafficking")
    TRAFFICKING_IN_HUMAN_BEINGS = "trafficking_in_human_beings", _("Trafficking in human beings")
    DOCUMENT_FRAUD = "document_fraud", _("Document fraud")
    SHAM_MARRIAGE = "sham_marriage", _("Sham marriage")
    CRIMINAL_ORGANISATION = "criminal_organisation", _("Participation in a criminal organisation")
    CORRUPTION = "corruption", _("Corruption")
    ARMS_TRAFFICKING = "arms_trafficking", _("Arms trafficking")
    TERRORISM = "terrorism", _("Terrorism")
    TERRORISM_FINANCING = "terrorism_financing", _("Terrorism financing")
    LABOUR_EXPLOITATION = "labour_exploitation", _("Labour exploitation")
    SEXUAL_EXPLOITATION = "sexual_exploitation", _("Sexual exploitation")
    HOMICIDE = "homicide", _("Murder and manslaughter")
    KIDNAPPING = "kidnapping", _("Kidnapping and extortion")
    FRAUD = "fraud", _("Swindling and fraud")
    TAX_FRAUD = "tax_fraud", _("Tax fraud")
    VEHICLE_CRIME = "vehicle_crime", _("Vehicle crime")
    MOBILE_ORGANISED_CRIME = "mobile_organised_crime", _("Mobile organised crime groups")
    CYBERCRIME = "cybercrime", _("Cybercrime")
    PIF = "pif", _("Crimes against the EU’s financial interests")
    ENVIRONMENTAL_CRIME = "environmental_crime", _("Environmental crime")
    INTELLECTUAL_PROPERTY_CRIME = "intellectual_property_crime", _("Intellectual property crime")
    CORE_INTERNATIONAL_CRIMES = "core_international_crimes", _("Core international crimes")


class Route(models.TextChoices):
    """Routes, in the family of names that Frontex uses, with the Channel, secondary movements, and air besides."""

    EMR = "EMR", _("Eastern Mediterranean")
    CMR = "CMR", _("Central Mediterranean")
    WMR = "WMR", _("Western Mediterranean")
    WAR = "WAR", _("Western African")
    WBR = "WBR", _("Western Balkan")
    CIR = "CIR", _("Circular, Albania to Greece")
    ELB = "ELB", _("Eastern land borders")
    CHN = "CHN", _("Channel")
    SEC = "SEC", _("Secondary movements inside the EU")
    AIR = "AIR", _("Air")
    UNK = "UNK", _("Unknown")
