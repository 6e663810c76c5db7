"""A Discord bot that answers questions about space history, word for word, with citations.

An answer is a passage of an article in the corpus folder, never a sentence of its own.

The rooms, in the order in which data and imports go::

    errors <- corpus <- index <- search <- replies <- cogs <- client <- cli

corpus/     a file that someone dropped in -> Article
            article.py    Article, the record; every offset is into Article.text
            readers.py    .txt .md .html .jsonl -> RawArticle: text and what the format states
            sentences.py  where sentences end, in this field's prose
            clean.py      boilerplate, glued sentences, doubled copies -> paragraphs
            metadata.py   title, author, date, publication, url, from what the text shows
            fetch.py      a web address -> a file in the corpus
index/      Articles -> one generation on disk
            passages.py   Passage; split(article)
            quotes.py     Quote; extract(article)
            analysis.py   analyze(text) -> terms; the only tokenizer
            bm25.py       rank_bm25's scores, from compiled postings
            generation.py what is on disk: write, verify, open, swap
            indexer.py    reindex(): what changed, build, swap, report
search/     question -> Answer
            query.py      Query
            rank.py       the first stage: BM25
            answer.py     Answer, Hit, Citation; when to say "not in the archive"
            archive.py    an open generation that can be asked: what cli and cogs call
replies/    Answer -> what a person sees; pure functions
            text.py       terminal
config.py   config.yaml -> Config, frozen and validated
cli.py      the commands of the terminal
"""

__version__ = "0.1.0"
