"""The credited name in a caption or a credit line, in many languages and forms."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.fields.credits import credit_of, credit_words
from newsparse.lexicon import languages, lexicon


def credit(text: str, code: str = "en", *, alone: bool = False) -> str | None:
    lexicons = tuple(lexicon(each) for each in dict.fromkeys([code, "en"]) if each in languages())
    return credit_of(text, credit_words(lexicons, code), alone=alone)


LABELLED = [
    ("en", "The bridge at Lund before it was closed. Photo by Ann Example", "Ann Example"),
    ("en", "The bridge at Lund. Photo by Ann Example/Harbour Post", "Ann Example/Harbour Post"),
    ("en", "Gulls over the pier (Image: Getty)", "Getty"),
    ("en", "Gulls over the pier(Image: North Films/East Pictures)", "North Films/East Pictures"),
    ("en", "Seed heads in winter. Photograph courtesy of Fern Garden.", "Fern Garden"),
    ("en", "Above: Photo: A moth visits a flower in the evening. Photograph by Uli Wren.", "Uli Wren"),
    ("en", "A coneflower. Photo by Tim Shaw, courtesy of the Long Walk.", "Tim Shaw"),
    ("en", "The plant leads the country. Credit: AFP/Getty", "AFP/Getty"),
    ("en", "Two ways to build it (Source: Dan Marsh’s Plain Tools)", "Dan Marsh’s Plain Tools"),
    ("en", "pic credits@HarbourNews_X", "HarbourNews_X"),
    ("de", "Das Rathaus am Abend. Foto: Anna Muster", "Anna Muster"),
    ("de", "Das Rathaus am Abend (Foto: dpa)", "dpa"),
    ("de", "Der Kandidat Boris BeispielBild: M. Muster/TASS/dpa/picture alliance", "M. Muster/TASS/dpa/picture alliance"),
    ("de", "Im Wahllokal 2021Bild: Max Muster/REUTERS", "Max Muster/REUTERS"),
    ("de", "Kleid von VALENTINAFoto: Nikolai von Beispiel. Styling: Kate Muster. Haare: Syd Haar", "Nikolai von Beispiel"),
    ("de", "Ein Mitglied der Wache. (Archivbild) (Quelle: IMAGO/Max Muster/imago)", "IMAGO/Max Muster/imago"),
    ("de", "Im Saal wurde getanzt | Bild: Eva Muster-Beispiel/xyz", "Eva Muster-Beispiel/xyz"),
    ("de", "Das Werk in Lund. Foto: picture alliance / XY Photo | Fritz Muster", "picture alliance / XY Photo | Fritz Muster"),
    ("de", "Das neue Modell, Foto: LUX Images", "LUX Images"),
    ("de", "Die Halle von außen. Bildrechte: NDZ/Maria Muster", "NDZ/Maria Muster"),
    ("fr", "Le vieux pont ce lundi. Photo : Jeanne Exemple", "Jeanne Exemple"),
    ("fr", "Le vieux pont ce lundi. Crédit photo : Jeanne Exemple / AFP", "Jeanne Exemple / AFP"),
    ("es", "El puente viejo, este lunes.Foto: Ana Ejemplo (REUTERS) | 4 de mayo", "Ana Ejemplo (REUTERS)"),
    ("it", "Il ponte vecchio. (Foto Ansa)", "Ansa"),
    ("pt", "A ponte velha (crédito: Ana Exemplo/AB/C.D.Press)", "Ana Exemplo/AB/C.D.Press"),
    ("it", "Il ponte vecchio (foto Anna Esempio)", "Anna Esempio"),
    ("pl", "fot. Anna Przykład", "Anna Przykład"),
    ("fr", "Le vieux pont, ce lundi. ANNE EXEMPLE POUR « LE PONT »", "ANNE EXEMPLE POUR « LE PONT »"),
    ("es", "El puente viejo, esta mañana. | Vídeo: Ana Ejemplo", "Ana Ejemplo"),
    ("sv", "Bron i gryningen. Foto: Dan Exempel/AP", "Dan Exempel/AP"),
    ("no", "GAMMEL: Broen i fjor. Foto: Privat", "Privat"),
    ("fo", "Gamla brúgvin. Foto: Jákup Dømi", "Jákup Dømi"),
    ("ru", "Старый мост. Фото: Анна Пример / ТАСС", "Анна Пример / ТАСС"),
    ("ar", "الجسر القديم. الصورة: أحمد مثال", "أحمد مثال"),
    ("zh", "老桥。图片来源：李小明", "李小明"),
    ("ja", "閉鎖された古い橋＝１３日、港町で（山田太郎撮影）", "山田太郎"),
]


@pytest.mark.parametrize(("code", "text", "name"), LABELLED)
def test_a_label_anywhere_in_the_caption(code: str, text: str, name: str) -> None:
    assert credit(text, code) == name


UNLABELLED = [
    ("en", "The bridge was closed after the storm. Getty Images", "Getty Images"),
    ("en", "The tariff will apply from 12 March. (Unsplash)", "Unsplash"),
    ("en", "The minister spoke on Tuesday. (Mario Example/Cuadro)", "Mario Example/Cuadro"),
    ("en", "A supporter cheers in La Crosse, Wis. (AP Photo/Morry Example)", "AP Photo/Morry Example"),
    ("en", "A crowd before the castle. Anadolu Agency via Getty Images", "Anadolu Agency via Getty Images"),
    ("en", "The road to the harbour from Lund. Tara Example for Harbour Post", "Tara Example for Harbour Post"),
    ("en", "It reached 32 degrees that day.The Associated Press", "The Associated Press"),
    ("en", "Fans are over feeling tired.PixelExample / Getty Images", "PixelExample / Getty Images"),
    ("en", "Lund International AirportWen Example / Shutterstock", "Wen Example / Shutterstock"),
    ("en", "The outlook for storms on Friday (NOAA/SPC)", "NOAA/SPC"),
    ("de", "Der Fluss wurde kurzerhand umbenannt. Getty Images/Muster", "Getty Images/Muster"),
    ("de", "Der Vater steht vor seinem Haus. ABC", "ABC"),
    ("de", "Razzia am Montag in der Altstadt / Lorenzo Muster", "Lorenzo Muster"),
    ("es", "El centro de acogida de Lund, el 1 de agosto de 2024.Alba Ejemplo (dpa/picture alliance via Getty)",
     "Alba Ejemplo (dpa/picture alliance via Getty)"),
    ("fr", "La ministre quitte le palais, le 12 juillet 2023. JEAN EXEMPLE / AFP", "JEAN EXEMPLE / AFP"),
    ("nl", "De brug tijdens de herdenking in Lund. — © BELGA", "BELGA"),
    ("de", "Die Brücke im Morgenlicht © 2024 Anna Muster", "Anna Muster"),
    ("de", "Besuch am Arbeitsplatz. Bild © Roman Muster (xy)", "Roman Muster (xy)"),
    ("ja", "決勝に進んだ日本代表の（左から）山田、鈴木共同通信社", "共同通信社"),
    ("ko", "현장에 모인 시민들. 연합뉴스", "연합뉴스"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "name"), UNLABELLED)
def test_a_name_at_the_end_without_a_label(code: str, text: str, name: str) -> None:
    assert credit(text, code) == name


NONE = [
    ("en", "The bridge at Lund before it was closed"),
    ("en", "The bridge at Lund before it was closed."),
    ("en", "Ann Example and John Sample at the old mill in May 2024."),
    ("en", "In the picture: the old bridge"),
    ("en", "A photo of Ann Example at sea"),
    ("en", "File photo shows the mill in spring"),
    ("en", "He met J. Smith"),
    ("en", "Image 2: A simple plan of the mill"),
    ("en", "Source: Yearbook of Mills, Office of Statistics"),
    ("de", "Der Rathausplatz im Mai. Symbolbild"),
    ("de", "Max Muster (CDU)"),
    ("de", "Das Fest beginnt am 13. Mai"),
    ("de", "Anna Muster vor dem Rathaus | Archivfoto"),
    ("zh", "老桥在周一关闭"),
]


@pytest.mark.parametrize(("code", "text"), NONE)
def test_captions_that_credit_nobody(code: str, text: str) -> None:
    assert credit(text, code) is None


ALONE = [
    ("en", "Tada Example / Shutterstock", "Tada Example / Shutterstock"),
    ("en", "KATIE EXAMPLE FOR THE POST", "KATIE EXAMPLE FOR THE POST"),
    ("en", "Credit: Ann Example", "Ann Example"),
    ("en", "(Photo by Ann Example)", "Ann Example"),
    ("en", "Florion Sample (REUTERS)", "Florion Sample (REUTERS)"),
    ("en", "If nothing else is said, all pictures on this page were made by the author.", None),
    ("en", "Full credits of the shooting:", None),
    ("de", "© Anna Muster", "Anna Muster"),
    ("de", "Styling: KATE MUSTER", "KATE MUSTER"),
    ("de", "picture alliance/dpa", "picture alliance/dpa"),
    ("ru", "Фото: Дмитрий Пример, Газета", "Дмитрий Пример, Газета"),
]


@pytest.mark.parametrize(("code", "text", "name"), ALONE)
def test_credit_lines(code: str, text: str, name: str | None) -> None:
    assert credit(text, code, alone=True) == name


@given(st.text(max_size=300) | st.text("()[]（）.:©@|/ A a Photo", max_size=300), st.booleans())
def test_any_text_gives_a_part_of_itself(text: str, alone: bool) -> None:
    name = credit(text, alone=alone)
    assert name is None or (0 < len(name) <= 100)


@pytest.mark.parametrize(
    "text", ["(" * 50_000, ")" * 50_000, "Photo: " * 10_000, "/ A" * 20_000, "A. " * 20_000, "@a " * 20_000, "©" * 50_000]
)
def test_long_captions_are_quick(text: str) -> None:
    start = time.process_time()
    credit(text)
    assert time.process_time() - start < 2
