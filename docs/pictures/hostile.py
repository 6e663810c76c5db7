"""An article and a question that try to format, link, ping, smear and turn what is shown."""

ZALGO = "Z" + "\u0351\u0346\u0357\u034b\u0319\u031e\u0323\u0325" * 12 + "algo"
TURNED = "\u202egnihtemos si siht\u202c"

ARTICLE = f"""---
title: "@everyone **Mir** [free](https://evil.example) <@&1> `x` {ZALGO}"
author: "||somebody|| @here"
publication: "# The __Daily__ Rocket"
date: 2020-01-01
url: "https://example.org/mir_(station)?a=*b*"
---

The space station Mir @everyone was {TURNED} steered by Sergei Krikalev <@&1> in 1991, and \
**nobody** said so in [a link](https://evil.example) or in `code` or ||behind a bar||. It is \
{ZALGO} ~~wrong~~ to say :rocket: that <t:0:R> it fell; see </ask:123456789012345678>, \
<#123456789012345678> and https://evil.example/?q=1_2_3 for more. 🚀👩🏽‍🚀🇫🇮

\\# no heading

\\> no quotation, and no ```fence
either``` in it

{"W" * 300}
"""

QUESTION = (
    f"@everyone **who** steered [Mir](https://evil.example) <@&1> {ZALGO} in 1991 {TURNED} "
    "||now|| 🚀?"
)
NO_ANSWER = f"Who __sold__ *forty sausages* to `Armstrng`? @here {TURNED} # ||{'Q' * 200}||"
