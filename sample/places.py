"""Places by State, as a title may name them, and how far down the journey a State lies."""


def listed(texts):
    """Return {State: [places]} of {State: places joined by commas}."""
    return {state: [place.strip() for place in text.split(",")] for state, text in texts.items()}


PLACES = listed(
    {
        "AL": "Vlorë, Durrës, Shkodër, Korçë, Sarandë, Kapshticë",
        "AT": "Vienna, Nickelsdorf, the Burgenland, Graz, Villach, Linz, Spielfeld, Innsbruck, Wels, "
        "Salzburg",
        "BA": "Bihać, Velika Kladuša, Sarajevo, Tuzla, Zvornik",
        "BE": "Zeebrugge, Liège, Antwerp, Ghent, Ostend, De Panne, Brussels, Charleroi, Jabbeke, Veurne",
        "BG": "Svilengrad, Sofia, Plovdiv, Burgas, Haskovo, Vidin, Ruse, Kalotina, Malko Tarnovo, "
        "Stara Zagora",
        "BY": "Grodno, Minsk, Brest",
        "CH": "Chiasso, Basel, Zürich, Geneva, St. Gallen",
        "CY": "Larnaca, Limassol, Protaras, Paphos, Ayia Napa",
        "CZ": "Břeclav, Brno, Prague, Ústí nad Labem, Mikulov, Olomouc",
        "DE": "Passau, Dresden, Munich, Berlin, Cologne, Duisburg, Osnabrück, Görlitz, Rosenheim, "
        "Frankfurt (Oder), Aachen, Saarbrücken, Hanover, Leipzig, Kehl, Bremen",
        "DK": "Copenhagen, Padborg, Rødby, Aarhus",
        "DZ": "Oran, Mostaganem, Annaba",
        "EE": "Tallinn, Narva, Luhamaa",
        "EG": "Alexandria, Damietta",
        "ES": "Almería, Málaga, Algeciras, Murcia, Alicante, Irun, La Jonquera, Barcelona, Girona, "
        "Valencia, Madrid",
        "FI": "Helsinki, Vaalimaa, Vantaa, Lappeenranta",
        "FR": "Calais, Dunkirk, Grande-Synthe, Modane, Menton, Lille, Briançon, Perpignan, Paris, Hendaye, "
        "Gravelines, Boulogne-sur-Mer, Lyon, Ouistreham",
        "GB": "Dover, Kent, Harwich, London, Purfleet, Birmingham, Hull, Folkestone",
        "GE": "Tbilisi, Batumi, Kutaisi",
        "GR": "Igoumenitsa, Thessaloniki, Patras, Athens, Piraeus, Alexandroupoli, Kavala, Heraklion, "
        "Ioannina, Volos",
        "HR": "Rijeka, Zagreb, Karlovac, Slavonski Brod, Dubrovnik, Đakovo, Tovarnik",
        "HU": "Röszke, Szeged, Budapest, Győr, Hegyeshalom, Tompa, Sopron, Mórahalom, Záhony",
        "IE": "Rosslare, Dublin, Cork",
        "IS": "Keflavík, Reykjavík",
        "IT": "Trieste, Brindisi, Crotone, Lampedusa, Ventimiglia, Verona, Milan, Bari, Calabria, Sicily, "
        "Gorizia, "
        "Udine, Salento, Ancona, Foggia, Turin, Catania, Tarvisio, Pozzallo, Bologna, Roccella Ionica",
        "LT": "Vilnius, Kaunas, Šalčininkai, Marijampolė, Druskininkai",
        "LU": "Luxembourg, Esch-sur-Alzette",
        "LV": "Riga, Daugavpils, Rēzekne, Krāslava",
        "LY": "Zuwarah, Sabratha, Tripoli, Tobruk, Zawiya, Khoms",
        "MA": "Nador, Tangier, Dakhla, Laayoune, Tan-Tan, Al Hoceima",
        "MD": "Chișinău, Palanca, Ungheni",
        "ME": "Bar, Podgorica, Bijelo Polje, Ulcinj",
        "MK": "Gevgelija, Kumanovo, Skopje, Tabanovce",
        "MR": "Nouadhibou, Nouakchott",
        "MT": "Malta, Marsaxlokk, Valletta",
        "NL": "Rotterdam, Hook of Holland, Amsterdam, Eindhoven, Venlo, The Hague, Ter Apel, Utrecht, "
        "Schiphol",
        "NO": "Oslo, Svinesund, Storskog, Bergen",
        "PL": "Białystok, Terespol, Warsaw, Zgorzelec, Hajnówka, Rzeszów, Suwałki, Kraków, Łódź, Świecko",
        "PT": "Lisbon, Faro, Porto, Beja, Setúbal, Odemira, Braga",
        "RO": "Timișoara, Arad, Nădlac, Bucharest, Constanța, Sighetu Marmației, Brașov, Giurgiu, Oradea",
        "RS": "Subotica, Belgrade, Šid, Horgoš, Preševo, Sombor, Novi Sad, Loznica",
        "RU": "Pskov, Saint Petersburg",
        "SE": "Malmö, Gothenburg, Stockholm, Trelleborg, Helsingborg",
        "SI": "Koper, Ljubljana, Ilirska Bistrica, Maribor, Brežice, Škofije, Črnomelj",
        "SK": "Bratislava, Veľký Krtíš, Michalovce, Kúty, Komárno, Nitra",
        "SN": "Dakar, Mbour, Saint-Louis",
        "TN": "Sfax, Zarzis, Mahdia, Kerkennah, Bizerte",
        "TR": "Izmir, Bodrum, Edirne, Çanakkale, Ayvalık, Istanbul, Marmaris, Kuşadası, Mersin, Antalya, "
        "Çeşme",
        "UA": "Uzhhorod, Chernivtsi, Odesa, Lviv, Mukachevo",
        "US": "Miami, New York, Houston",
        "VN": "Hanoi, Nghệ An, Hải Phòng",
    }
)
# Where boats leave or land, where a land border is crossed, and where one flies to; other States: as above.
SHORE = listed(
    {
        "AL": "Vlorë, Durrës, Sarandë",
        "BE": "Zeebrugge, De Panne, Ostend",
        "BG": "Burgas",
        "ES": "Almería, Málaga, Ceuta, Melilla, Murcia, Alicante, Cádiz, Gran Canaria, El Hierro, "
        "Lanzarote, Ibiza",
        "FR": "Calais, Dunkirk, Gravelines, Boulogne-sur-Mer, Wimereux, Grande-Synthe",
        "GB": "Dover, Kent, Folkestone, Ramsgate",
        "GR": "Lesvos, Kos, Crete, Rhodes, Gavdos, Samos, Pylos, Chios, Kalymnos, Kythira",
        "IT": "Crotone, Lampedusa, Brindisi, Calabria, Sicily, Salento, Pozzallo, Roccella Ionica, Otranto, "
        "Pantelleria, "
        "Augusta, southern Sardinia",
        "NL": "Hook of Holland, Vlissingen, IJmuiden",
        "TR": "Izmir, Bodrum, Çanakkale, Ayvalık, Marmaris, Kuşadası, Mersin, Antalya, Çeşme, Didim",
    }
)
BORDER = listed(
    {
        "AT": "Nickelsdorf, Spielfeld, the Brenner, Kittsee",
        "BG": "Svilengrad, Kalotina, Malko Tarnovo, Vidin",
        "BY": "Grodno, Brest, Bruzgi",
        "DE": "Görlitz, Passau, Frankfurt (Oder), Freilassing, Bad Gottleuba",
        "GR": "Idomeni, Evros, Kastanies, Kakavia",
        "HR": "Tovarnik, Slavonski Brod, Maljevac, Imotski",
        "HU": "Röszke, Tompa, Hegyeshalom, Mórahalom",
        "IT": "Gorizia, Tarvisio, Ventimiglia, the Brenner, Fernetti",
        "LT": "Šalčininkai, Druskininkai",
        "LV": "Krāslava, Silene, Terehova",
        "MK": "Gevgelija, Tabanovce",
        "PL": "Terespol, Hajnówka, Kuźnica, Białowieża",
        "RO": "Nădlac, Sighetu Marmației, Giurgiu, Jimbolia",
        "RS": "Horgoš, Šid, Preševo, Sombor",
        "RU": "Ivangorod, Pskov",
        "SI": "Ilirska Bistrica, Brežice, Črnomelj, Škofije",
        "SK": "Michalovce, Kúty, Veľký Krtíš",
        "TR": "Edirne, Kırklareli",
        "UA": "Uzhhorod, Chernivtsi",
    }
)
AIRPORT = listed(
    {
        "AL": "Tirana",
        "AT": "Vienna",
        "BE": "Brussels, Charleroi",
        "BG": "Sofia",
        "CH": "Zürich, Geneva",
        "CY": "Larnaca, Paphos",
        "CZ": "Prague",
        "DE": "Frankfurt, Munich, Berlin, Düsseldorf",
        "DK": "Copenhagen",
        "ES": "Madrid, Barcelona, Málaga",
        "FI": "Helsinki, Vantaa",
        "FR": "Paris, Lyon",
        "GB": "London, Birmingham",
        "GE": "Tbilisi, Kutaisi",
        "GR": "Athens, Thessaloniki, Heraklion",
        "IE": "Dublin",
        "IS": "Keflavík",
        "IT": "Rome, Milan, Bergamo",
        "LT": "Vilnius",
        "LU": "Luxembourg",
        "LV": "Riga",
        "MD": "Chișinău",
        "MT": "Malta",
        "NL": "Schiphol, Eindhoven",
        "NO": "Oslo",
        "PL": "Warsaw, Kraków",
        "PT": "Lisbon, Porto",
        "RO": "Bucharest",
        "RS": "Belgrade",
        "SE": "Stockholm",
        "TR": "Istanbul, Antalya",
        "US": "New York, Miami",
    }
)
# From where people set out to where they are brought.
ALONG = (
    *("VN", "SN", "MR", "EG", "LY", "TN", "DZ", "MA", "RU", "BY", "TR", "GE", "CY", "GR", "MK", "AL"),
    *("UA", "MD", "BG", "ME", "RS", "BA", "MT", "LT", "LV", "EE", "PL", "RO", "HR", "HU", "ES", "SI"),
    *("IT", "SK", "CZ", "PT", "AT", "CH", "FI", "DE", "LU", "DK", "FR", "BE", "NL", "SE", "NO", "US"),
    *("IS", "IE", "GB"),
)
RANK = {state: rank for rank, state in enumerate(ALONG)}

# Route: where the journey starts when no State on the case says so.
ORIGINS = {
    "EMR": "TR TR TR GR",
    "CMR": "LY LY TN TN TR EG",
    "WMR": "MA MA DZ",
    "WAR": "SN MR MA",
    "WBR": "RS RS BG BA GR MK",
    "CIR": "AL",
    "ELB": "BY BY UA RU MD",
    "CHN": "FR FR BE BE NL DE",
    "SEC": "IT GR ES AT HU RO",
    "AIR": "GR TR GE CY",
    "UNK": "BG RO IT",
}
