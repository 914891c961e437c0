"""The fields that a column may feed, and the headings under which people write them."""

from dataclasses import dataclass
from enum import StrEnum

CUSTOM = "custom:"
"""`custom:<heading>` keeps a column that has no field of its own, under its heading."""

FIELD = "field:"
"""`field:<key>` feeds a field of the theatre's own; its text is read by the field's type later."""

MAX_CUSTOM_NAME = 100
MAX_CUSTOM_TEXT = 2_000
MAX_FIELD_TEXT = 10_000


class Kind(StrEnum):
    LINE = "line"
    TEXT = "text"
    MONEY = "money"
    QUANTITY = "quantity"
    DATE = "date"
    STATUS = "status"
    CONDITION = "condition"
    PATH = "path"
    TAGS = "tags"
    LENGTH = "length"
    WEIGHT = "weight"


@dataclass(frozen=True, slots=True)
class ImportField:
    """`headings` is a list by `|`; a heading with `:0.8` at its end is a weaker hint."""

    code: str
    kind: Kind
    max_length: int
    headings: str


FIELDS: dict[str, ImportField] = {
    field.code: field
    for field in (
        ImportField(
            "name",
            Kind.LINE,
            255,
            "наименование|название|наименование объекта|наименование предмета|"
            "наименование имущества|наименование материальных ценностей|наименование товара|"
            "наименование основного средства|наименование объекта учета|наименование материала|"
            "наименование оборудования|наименование и характеристика|"
            "наименование и краткая характеристика|"
            "наименование назначение и краткая характеристика|наименование реквизита|"
            "наименование костюма|наименование тмц|наименование ос|предмет|номенклатура|"
            "имущество|объект:0.9|товар|материальные ценности|тмц|основное средство|item name|"
            "item|name|title|asset name|product name|product|equipment|article name|"
            "equipment name|prop|costume|description of item|item description:0.8|имя:0.8|"
            "костюм:0.8|реквизит:0.8|оборудование:0.8|описание:0.6|description:0.6",
        ),
        ImportField(
            "inventory_number",
            Kind.LINE,
            50,
            "инвентарный номер|инв номер|инв|инвентарный|номер инвентарный|инвентарный код|"
            "учетный номер|номенклатурный номер:0.9|код|бирка|артикул:0.8|шифр:0.8|номер:0.7|"
            "штрихкод:0.7|штрих код:0.7|inventory number|inventory no|inv no|inventory id|"
            "inventory code|asset tag|asset number|asset id|asset no|asset code|tag number|"
            "item number|item no|item id|item code|code:0.9|sku|barcode:0.7|number:0.7|id:0.6|"
            "tag:0.6",
        ),
        ImportField(
            "category",
            Kind.PATH,
            100,
            "категория|группа|вид|тип|раздел|класс|рубрика|подраздел:0.6|группа учета|"
            "вид имущества|вид реквизита|категория имущества|группа товаров|"
            "номенклатурная группа|тип оборудования|category|category name|group|type|class|"
            "asset type|item type|asset category|product group",
        ),
        ImportField(
            "location",
            Kind.PATH,
            100,
            "место хранения|местонахождение|местоположение|расположение|место|склад|помещение|"
            "хранение|где хранится|где находится|адрес хранения|локация|кабинет|зал|стеллаж:0.8|"
            "полка:0.7|место нахождения|склад хранения|текущее место|адрес:0.6|location|"
            "location name|storage location|storage|warehouse|room|place|default location:0.9|"
            "current location|site:0.8|bin:0.7|shelf:0.7",
        ),
        ImportField(
            "department",
            Kind.LINE,
            100,
            "цех|подразделение|структурное подразделение|отдел|служба|департамент|department|"
            "department name|dept|division",
        ),
        ImportField(
            "status",
            Kind.STATUS,
            50,
            "статус|статус объекта|текущий статус|status|status label|asset status|item status|"
            "статус использования|состояние:0.5|state:0.7",
        ),
        ImportField(
            "condition",
            Kind.CONDITION,
            50,
            "состояние|техническое состояние|тех состояние|состояние предмета|состояние объекта|"
            "физическое состояние|сохранность|годность|износ:0.6|condition|physical condition|"
            "item condition|quality:0.7",
        ),
        ImportField(
            "quantity",
            Kind.QUANTITY,
            50,
            "количество|кол во|кол|колво|к во|число|количество фактическое|фактическое наличие|"
            "факт наличие|фактически|количество по факту|количество по учету:0.9|остаток:0.9|"
            "наличие:0.8|в наличии:0.9|количество предметов|количество штук|штук|quantity|qty|"
            "count|pcs|pieces|in stock|on hand|quantity on hand|stock:0.8|units:0.7|amount:0.6|"
            "total:0.6",
        ),
        ImportField(
            "unit",
            Kind.LINE,
            50,
            "единица измерения|ед изм|единица|ед|еи|единицы измерения|"
            "наименование единицы измерения|unit|unit of measure|uom|measure|measurement unit",
        ),
        ImportField(
            "description",
            Kind.TEXT,
            10_000,
            "описание|примечание|примечания|комментарий|комментарии|заметки|прим|"
            "описание предмета|дополнительные сведения|доп сведения|дополнительная информация|"
            "пояснение|особые отметки|отметки:0.8|description|notes|note|comments|comment|"
            "remarks|remark|asset notes|item notes|details|memo",
        ),
        ImportField(
            "technical_description",
            Kind.TEXT,
            10_000,
            "техническое описание|технические характеристики|тех характеристики|характеристики|"
            "параметры|ттх|технические данные|технические параметры|характеристика|"
            "technical description|technical specifications|specifications|specification|specs|"
            "technical data|model notes:0.8|features:0.7",
        ),
        ImportField(
            "serial_number",
            Kind.LINE,
            100,
            "серийный номер|заводской номер|зав номер|зав|сер номер|серийный|заводской|"
            "номер заводской|номер серийный|sn|serial number|serial no|serial|s n|serial code",
        ),
        ImportField(
            "manufacturer",
            Kind.LINE,
            255,
            "производитель|изготовитель|бренд|фирма|завод изготовитель|фирма изготовитель|"
            "предприятие изготовитель|марка:0.8|торговая марка|manufacturer|manufacturer name|"
            "brand|make|maker|mfr",
        ),
        ImportField(
            "model",
            Kind.LINE,
            255,
            "модель|марка модель|модель марка|марка:0.7|модификация|model|model name|asset model|"
            "model number:0.8|model no:0.8",
        ),
        ImportField(
            "purchase_price",
            Kind.MONEY,
            50,
            "цена|цена приобретения|стоимость приобретения|закупочная цена|"
            "первоначальная стоимость|цена за единицу|стоимость|учетная цена|цена покупки|"
            "учетная стоимость:0.9|балансовая стоимость:0.9|стоимость единицы|"
            "начальная стоимость|purchase cost|purchase price|price|cost|unit price|unit cost|"
            "acquisition cost|original cost|value:0.6",
        ),
        ImportField(
            "current_value",
            Kind.MONEY,
            50,
            "текущая стоимость|остаточная стоимость|оценочная стоимость|рыночная стоимость|"
            "восстановительная стоимость|балансовая стоимость:0.95|справедливая стоимость|"
            "оценка:0.8|балансовая:0.9|остаточная:0.9|current value|value|book value|"
            "current cost|residual value|replacement value|net book value",
        ),
        ImportField(
            "purchase_date",
            Kind.DATE,
            50,
            "дата приобретения|дата приобр|дата покупки|дата поступления|"
            "дата ввода в эксплуатацию|дата ввода|дата принятия к учету|дата постановки на учет|"
            "дата оприходования|дата прихода|приобретено|год приобретения|год поступления|"
            "дата выпуска:0.7|год выпуска:0.7|год изготовления:0.7|ввод в эксплуатацию|дата:0.7|"
            "purchase date|date purchased|purchased|date of purchase|acquisition date|acquired|"
            "date acquired|in service date|purchased on|date:0.6",
        ),
        ImportField(
            "warranty_until",
            Kind.DATE,
            50,
            "гарантия до|окончание гарантии|дата окончания гарантии|срок гарантии|гарантия|"
            "гарантийный срок|гарантия истекает|warranty until|warranty expires|"
            "warranty expiration|warranty end|warranty end date|warranty expiration date|"
            "warranty date|warranty:0.8",
        ),
        ImportField(
            "min_quantity",
            Kind.QUANTITY,
            50,
            "минимальное количество|мин количество|минимальный остаток|мин остаток|"
            "неснижаемый остаток|мин кол во|минимум|minimum quantity|min quantity|min qty|"
            "minimum qty|minimum stock|min stock|reorder level|reorder point",
        ),
        ImportField("width", Kind.LENGTH, 50, "ширина|ширина предмета|шир|width"),
        ImportField("height", Kind.LENGTH, 50, "высота|высота предмета|выс|height"),
        ImportField("depth", Kind.LENGTH, 50, "глубина|длина:0.8|толщина:0.7|depth|length:0.8"),
        ImportField(
            "weight", Kind.WEIGHT, 50, "вес|масса|вес нетто:0.9|weight|mass|net weight:0.9"
        ),
        ImportField(
            "tags", Kind.TAGS, 1_000, "теги|метки|ключевые слова|ярлыки|tags|labels|keywords"
        ),
        ImportField(
            "responsible",
            Kind.LINE,
            255,
            "мол|материально ответственное лицо|мат ответственное лицо|мат ответственный|мотв|"
            "материально ответственный|ответственный|ответственное лицо|фио мол|"
            "ответственный за хранение|хранитель|кто отвечает|на ответственном хранении|"
            "за кем числится|за кем закреплено|ответственный сотрудник|responsible|"
            "responsible person|person in charge|custodian|keeper|holder:0.8|owner:0.7|"
            "assigned to:0.7",
        ),
    )
}

_STRANGERS = (
    "п п|номер п п|п п номер|номер по порядку|порядковый номер|пп|нпп|row|row number|line|"
    "line number|company|supplier|order number|заказ|номер заказа|поставщик|контрагент|сумма|"
    "сумма по учету|сумма по факту|total cost|checkout type|фото|photo|image|картинка|счет|"
    "субсчет|бухгалтерский счет|номер карточки|номер страницы|warranty months|срок службы|"
    "срок полезного использования|амортизация|год рождения"
)
NO_FIELD = _STRANGERS.split("|")
"""Headings that only look like ours: a running number is no inventory number, a sum is no price."""

OUR_COLUMNS = frozenset(
    {"строка файла", "почему не загружено", "row of the file", "why not imported"}
)
"""What the file of refused rows adds, in both languages."""
