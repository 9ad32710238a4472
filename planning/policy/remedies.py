"""What to write instead of a fault, in Chinese (修改办法), by the sentence that a refusal says in English."""

import re

_SAYS: tuple[tuple[str, str], ...] = (
    (r"is missing; add it", "缺少，请补上"),
    (r"a number needs a source.*", '数字必须有出处：请写source = { document = "…", clause = "…", quote = "…" }'),
    (r"unknown key; did you mean '(.+)'\?", r"没有这个键，是不是\1？"),
    (r"unknown key; known(?: keys)?: (.+)", r"没有这个键，可写：\1"),
    (r"unknown key.*", "没有这个键，请检查拼写"),
    (r"no rule kind '(.*)'; did you mean '(.+)'\?", r"没有规则类型“\1”，是不是\2？"),
    (r"no rule kind '(.*)'; known: (.+)", r"没有规则类型“\1”，可选：\2"),
    (
        r"no (?:rule|document|clause|table|profile) '(.*?)'.*?(?:choose from|it has): (.+?)(?:, or .*)?",
        r"没有“\1”，可选：\2",
    ),
    (r".+ has no rule '(.+)'; it has: (.+)", r"没有规则“\1”，可选：\2"),
    (r"adopts itself by way of (.+); leave one out", r"循环采用：\1；请去掉其中一处"),
    (r"is worked out and never written; .*", "由程序得出，不能手写；本地数值请写成[[parameter]]"),
    (r"a share runs from 0 to 1; write (.+), not (.+)", r"比例在0与1之间：请写\1，不写\2"),
    (r"write id = '(.+)', the name of the file", r"请写id = “\1”，与文件名相同"),
    (r"the id stands twice.*", "编号重复，请改其中一个"),
    (r"stands twice; keep one of them", "重复，请只保留一处"),
    (r"(\S+) is not in the calendar; .*", r"没有\1这一天"),
    (r"not TOML: .*", "这一行不合TOML写法"),
    (r"not UTF-8.*", "不是UTF-8编码，请另存为UTF-8"),
    (r"there is no such file.*", "没有这个文件"),
    (r"Input should be greater than 0; it is (.+)", r"须大于0，写的是\1"),
    (r"Input should be (?:one of )?('.+?' or '[^']+'|'[^']+'); it is (.+)", r"只能写\1，写的是\2"),
    (r"Input should be a valid (?:date|datetime).*", "应写成日期，例如2025-12-31"),
    (r"(?:.*; )?write it (?:once, as|as a table:) (.+)", r"请写成一张表：\1"),
    (r"(.+); it is (.+)", r"写法有误，写的是\2"),
)


def in_chinese(remedy: str) -> str:
    """What a refusal's remedy says in Chinese; a general word where no sentence is known."""
    for pattern, zh in _SAYS:
        if match := re.fullmatch(pattern, remedy, re.DOTALL):
            return match.expand(zh)
    return "写法有误，请按后面的说明修改"
