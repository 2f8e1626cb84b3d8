"""The language of a text, of a tag, and of both."""

# ruff: noqa: E501 (a sentence stands on one line)

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.language import detect, from_tag, settle
from newsparse.lexicon import languages

SENTENCES = {
    "ar": "قالت رئيسة البلدية إن الجسر سيبقى مغلقا حتى نهاية الشهر بسبب العاصفة التي ضربت المدينة.",
    "be": "Гарадская ўлада паведаміла, што мост будзе закрыты да канца месяца, бо ён пашкоджаны ў часе буры.",
    "bg": "Кметът съобщи, че мостът ще остане затворен до края на месеца, защото бурята го е повредила.",
    "bn": "মেয়র বলেছেন, ঝড়ের কারণে সেতুটি মাসের শেষ পর্যন্ত বন্ধ থাকবে।",
    "ca": "L'alcaldessa va dir que el pont estarà tancat fins a final de mes perquè la tempesta ha fet malbé els pilars i també les baranes.",
    "cs": "Starostka řekla, že most zůstane uzavřen do konce měsíce, protože ho poškodila bouře, která se přehnala přes město.",
    "da": "Borgmesteren sagde, at broen ikke bliver åbnet før slutningen af måneden, fordi stormen har ødelagt den, og at hun selv har været der.",
    "de": "Die Bürgermeisterin sagte, dass die Brücke bis zum Ende des Monats gesperrt bleibt, weil der Sturm sie beschädigt hat.",
    "el": "Η δήμαρχος είπε ότι η γέφυρα θα μείνει κλειστή μέχρι το τέλος του μήνα.",
    "en": "The mayor said that the bridge would stay closed until the end of the month because the storm had damaged it.",
    "es": "La alcaldesa dijo que el puente seguirá cerrado hasta el final del mes porque la tormenta lo ha dañado.",
    "et": "Linnapea ütles, et sild on suletud kuni kuu lõpuni, sest torm on selle rikkunud ja ka teised teed ei ole veel avatud.",
    "fa": "شهردار گفت که پل تا پایان ماه بسته خواهد ماند، چون طوفان به آن آسیب زده است.",
    "fi": "Pormestari sanoi, että silta on suljettu kuun loppuun asti, koska myrsky on vaurioittanut sitä, mutta myös muut tiet ovat auki.",
    "fr": "La maire a dit que le pont restera fermé jusqu'à la fin du mois parce que la tempête l'a endommagé.",
    "he": "ראשת העיר אמרה שהגשר יישאר סגור עד סוף החודש.",
    "hi": "महापौर ने कहा कि तूफान से नुकसान के कारण पुल महीने के अंत तक बंद रहेगा और लोगों को दूसरी सड़क लेनी होगी।",
    "hr": "Gradonačelnica je rekla da će most biti zatvoren do kraja mjeseca jer ga je oluja oštetila, a nije poznato tko će ga popraviti.",
    "hu": "A polgármester azt mondta, hogy a híd a hónap végéig zárva marad, mert a vihar megrongálta, és nem lehet még tudni, mi lesz.",
    "id": "Wali kota mengatakan bahwa jembatan itu akan tetap ditutup sampai akhir bulan karena rusak akibat badai yang melanda kota tersebut.",
    "is": "Borgarstjórinn segir að brúin verði lokuð til loka mánaðarins, því að stormurinn hafi skemmt hana og það er ekki hægt að laga hana.",
    "it": "La sindaca ha detto che il ponte resterà chiuso fino alla fine del mese perché la tempesta lo ha danneggiato.",
    "ja": "市長は、嵐で傷んだ橋を月末まで閉鎖すると述べた。",
    "ka": "მერმა თქვა, რომ ხიდი თვის ბოლომდე დაკეტილი იქნება.",
    "ko": "시장은 폭풍으로 손상된 다리를 월말까지 폐쇄한다고 말했다.",
    "lt": "Merė sakė, kad tiltas bus uždarytas iki mėnesio pabaigos, nes jį apgadino audra, bet kiti keliai yra atidaryti.",
    "lv": "Mēre sacīja, ka tilts būs slēgts līdz mēneša beigām, jo to ir bojājusi vētra, bet arī citi ceļi nav atvērti.",
    "mk": "Градоначалничката рече дека мостот ќе биде затворен до крајот на месецот, бидејќи бурата го оштети, и дека луѓето ќе чекаат.",
    "nl": "De burgemeester zei dat de brug tot het einde van de maand gesloten blijft omdat de storm die heeft beschadigd.",
    "no": "Ordføreren sa at broen ikke blir åpnet før slutten av måneden fordi stormen har ødelagt den, og at hun selv hadde vært der.",
    "pl": "Burmistrz powiedziała, że most pozostanie zamknięty do końca miesiąca, ponieważ uszkodziła go burza, która przeszła nad miastem.",
    "pt": "A prefeita disse que a ponte vai ficar fechada até o fim do mês porque a tempestade a danificou, mas não há outra.",
    "ro": "Primarul a spus că podul va rămâne închis până la sfârșitul lunii, pentru că furtuna l-a avariat și nu este sigur.",
    "ru": "Мэр сообщила, что мост останется закрытым до конца месяца, потому что его повредила буря, и объезд будет долгим.",
    "sk": "Starostka povedala, že most zostane zatvorený do konca mesiaca, pretože ho poškodila búrka, ktorá sa prehnala mestom, a už je po nej.",
    "sr": "Градоначелница је рекла да ће мост бити затворен до краја месеца јер га је олуја оштетила.",
    "sv": "Borgmästaren sa att bron inte öppnas förrän i slutet av månaden eftersom stormen har skadat den, och att hon själv hade varit där.",
    "sw": "Meya alisema kwamba daraja hilo litafungwa hadi mwisho wa mwezi kwa sababu ya dhoruba, na watu wa mji huo pia wanangoja katika barabara.",
    "th": "นายกเทศมนตรีกล่าวว่าสะพานจะปิดจนถึงสิ้นเดือน",
    "tr": "Belediye başkanı, fırtınanın hasar verdiği köprünün ay sonuna kadar kapalı kalacağını ve bunun için bir yol bulunduğunu söyledi.",
    "uk": "Мерка повідомила, що міст залишиться закритим до кінця місяця, бо його пошкодила буря, і об'їзд буде довгим.",
    "ur": "میئر نے کہا کہ طوفان سے نقصان کے باعث پل مہینے کے آخر تک بند رہے گا۔",
    "vi": "Thị trưởng nói rằng cây cầu sẽ đóng cửa đến cuối tháng vì cơn bão đã làm hỏng nó và người dân phải đi đường khác.",
    "zh": "市长说，由于暴风雨造成损坏，大桥将关闭到月底。",
}
WITH_LEXICON = {
    "ar",
    "cs",
    "da",
    "de",
    "en",
    "es",
    "fr",
    "hi",
    "id",
    "it",
    "ja",
    "ko",
    "nl",
    "no",
    "pl",
    "pt",
    "ru",
    "sv",
    "tr",
    "uk",
    "vi",
    "zh",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_one_sentence_tells_the_language(code: str) -> None:
    if code in WITH_LEXICON - set(languages()):
        pytest.skip("its lexicon is not there yet")
    assert detect(SENTENCES[code]) == code


@pytest.mark.parametrize(
    "text", ["", " \n", "2024", "OK", "Foto: dpa", "...!?", "12:30 14:00 15:30", "http://x.example/a/b/c", "Zmrqx brdlw plomf grutz"]
)
def test_too_little_tells_nothing(text: str) -> None:
    assert detect(text) is None


def test_foreign_names_do_not_mislead() -> None:
    text = "The show at Die Halle in Berlin opens with Der Ring and Die Walküre, and it is the first that the city has seen since the war."
    assert detect(text) == "en"
    assert detect("東京の会社 Example Corporation は新しい製品 Widget Pro を発表した。") == "ja"
    assert detect("公司发布了新产品 Widget Pro，售价 Example Price 为一千元，并且从下个月开始销售。") == "zh"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"), ("en-US", "en"), ("en_GB", "en"), ("EN-us", "en"), ("nb-NO", "no"), ("nn", "no"), ("no", "no"), ("iw", "he"), ("in", "id"),
        ("zh-Hant", "zh"), ("zh-CN", "zh"), ("cmn-Hans-CN", "zh"), ("pt-br", "pt"), ("de-DE-formal", "de"), (" fr ", "fr"), ("eng", "en"), ("deu", "de"),
        ("deutsch, de", "de"), ("de, en", "de"), ("jp", "ja"), ("fil-PH", "tl"), ("sr-Latn", "sr"), ("", None), ("xx", None), ("x-default", None),
        ("lang=", None), ("und", None), ("{{lang}}", None), ("e", None),
    ],
)  # fmt: skip
def test_tags(tag: str, code: str | None) -> None:
    assert from_tag(tag) == code


def test_the_text_wins_where_it_is_clear() -> None:
    german = SENTENCES["de"] * 2
    assert settle("en", german) == "de"
    assert settle("en-US", SENTENCES["ru"]) == "ru"
    assert settle("de", SENTENCES["ja"] * 2) == "ja"
    assert settle(None, german) == "de"
    assert settle("xx", german) == "de"


def test_the_page_is_believed_where_the_text_does_not_tell() -> None:
    assert settle("fr", "") == "fr"
    assert settle("fr", "OK 2024") == "fr"
    assert settle("de-AT", SENTENCES["de"]) == "de"
    assert settle("pt", "The end") == "pt"
    assert settle(None, "OK 2024") is None
    assert settle("", "") is None


def test_the_page_is_believed_where_the_declared_language_cannot_be_recognised() -> None:
    assert (
        settle("gd", "Tha an drochaid dùinte gu deireadh a' mhìos air sgàth na stoirme, thuirt am pròbhaist ris na daoine an-diugh.")
        == "gd"
    )


def test_long_text_is_looked_at_in_part() -> None:
    text = SENTENCES["de"] * 200_000
    detect("warm up for the first call")
    start = time.process_time()
    assert detect(text) == "de"
    assert time.process_time() - start < 0.1


@given(st.text(), st.none() | st.text(max_size=20))
def test_any_text_is_survived(text: str, tag: str | None) -> None:
    assert detect(text) is None or len(detect(text) or "") == 2
    assert settle(tag, text) is None or len(settle(tag, text) or "") == 2
