"""The service from a terminal (命令行): one command a question, each in its own file under service/commands."""

import typer

from service.commands import policy
from service.commands.allocate import allocate
from service.commands.assess import assess
from service.commands.class_mix import class_mix
from service.commands.demand import demand
from service.commands.demo import demo
from service.commands.gaps import gaps
from service.commands.help_tables import fold_help
from service.commands.load import load
from service.commands.network import network
from service.commands.reach import reach
from service.commands.serve import serve
from service.commands.served import served
from service.commands.targets import targets
from service.commands.terminal import PlainGroup
from service.commands.trace import trace

_HELP = """
托育规划：哪里缺托位，依据哪一条，怎样算出 / where childcare places are missing, by which clause, and why.

先看示例 / start here:

  tuoyu demo                                   分析示例城市，结果写到 out/

  tuoyu serve                                  打开规划页面

用自己的数据 / with your own data:

  tuoyu load my_city --dry-run                 检查文件夹，逐条列出问题

  tuoyu load my_city                           保存为新的数据版本

  tuoyu gaps --level district --city my-city   各区缺口

  tuoyu trace --level street 990101            一个街道的数字怎样算出

  tuoyu targets --city my-city                 有期限的目标和进度

  tuoyu assess --kind yearly --output a.docx   年度评价报告

  tuoyu allocate --by children --total 1000    把托位分到各区

  tuoyu class-mix --places 60                  要几个班、几名保育人员

  tuoyu network                                各街（镇）的服务网络缺什么

  tuoyu reach --within-min 15                  各街道步行可达的人口和儿童

  tuoyu served                                 各街道的儿童谁有位、谁没有、为什么

  tuoyu demand --year 2030                     到2030年要多少托位，三个口径

退出码 / exit codes: 0 成功; 1 数据、方案或名称被拒; 2 命令写错; 3 数据库未就绪、正忙或磁盘已满
"""

fold_help()
app = typer.Typer(
    cls=PlainGroup,
    help=_HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(demo)
app.command()(load)
app.command()(gaps)
app.command()(trace)
app.command()(targets)
app.command()(demand)
app.command()(assess)
app.command()(allocate)
app.command()(class_mix)
app.command()(network)
app.command()(reach)
app.command()(served)
app.add_typer(policy.app, name="policy")
app.command()(serve)
