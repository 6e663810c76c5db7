"""A Discord bot that answers questions about space history, word for word, with citations.

An answer is a passage of an article in the corpus folder, never a sentence of its own.

The rooms, in the order in which data and imports go::

    errors <- corpus <- index <- search <- replies <- cogs <- client <- cli

corpus/     a file that someone dropped in -> Article
            article.py      Article, the record; every offset is into Article.text
            readers.py      the folder -> its files; a file -> RawArticle
            encoding.py     bytes -> text
            markdown.py     .md, html.py .html, jsonl.py .jsonl; stated.py their keys
            clean.py        boilerplate, glued sentences, doubled copies -> paragraphs
            cleaning/       what clean.py and metadata.py are made of
            metadata.py     title, author, date, publication, url, from what the text shows
            sentences.py    where sentences end, in this field's prose
            fetch.py        a web address -> a file in the corpus; connect.py its connection
index/      Articles -> one generation on disk
            passages.py     Passage; split(article)
            quotes.py       Quote, the record; speech/ finds quotations and their speakers
            dates.py        Dated, the record; dating/ finds dates and resolves them
            analysis.py     analyze(text) -> terms; the only tokenizer
            asking.py       what a question asks for: its words, and the kind of its answer
            listing.py      the questions that articles list, and where they answer them
            postings.py     which passages hold a term; bm25.py rank_bm25's scores from them
            forward.py      the tokens of each passage in order, for the second stage of ranking
            repeats.py      paragraphs that return in several articles
            generation.py   what is on disk: write, verify, open, swap; tables.py its rows,
                            timeline.py those of dates; integrity.py whether it is whole
            plan.py         what changed since the generation in use
            build.py        rows and arrays of a new generation
            indexer.py      reindex(): plan, build, verify, swap, report
search/     question -> Answer
            query.py        Query; words.py what may stand for its words: thesaurus.yaml
            slate.py        the candidates for a question, taken apart for the features
            features.py     what speaks for a candidate, one short function each
            rank.py         the first stage, BM25, and the second: coefficients.json
            explanation.py  why passages were ranked as they were
            answer.py       Answer, Hit, Citation; when to say "not in the archive"
            days.py         what is told of a day, and which day a sentence tells of;
                            calendar.py a day as people write it
            told.py         the answer to a question that names a day
            followups.py    a question that leans on the one before it borrows its subject
            shelf.py        articles and passages by number; checked, and kept at hand
            archive.py      an open generation that can be asked: what cli and cogs call
            quotations.py   which quotations are on a topic, best first; speakers.py whose they are
            library.py      an archive to page and browse in; suggestions.py "did you mean"
replies/    Answer -> what a person sees; pure functions
            text.py         terminal, upkeep.py what its admin reads; progress.py its progress bar
            embeds.py       Discord; markdown.py its escaping, links.py, buttons.py, texts.py,
                            dates.py
cogs/       one file a group of Discord commands
client.py   the Discord client: intents, set-up, command sync, shutdown
runner.py   the client started again when it ends, and stopped cleanly
opened.py   the open archive of a running bot: asked in threads, swapped
keeper.py   what keeps it: opened at the start, reindexed, mended
heap.py     what the C library does with freed memory
watching.py a change in the corpus folder -> a reindex
asked/      the questions that were asked, kept only if the admin says so
            store.py        their file; log.py writes it; groups.py puts together what is alike
meter.py    what is counted of a running bot; health.py how it is
ops/        /healthz and /metrics, off unless ops.listen is set
logs.py     what is logged, for people or as JSON, without secrets
config.py   config.yaml -> Config, frozen and validated; keys.py what is wrong with one
address.py  where a server listens; extras.py what only some settings need
adding.py   a file or an address -> the corpus
doctor.py   what is wrong with a set-up, and how to mend it; online.py what Discord says of
            it, requirements.py what of the libraries
cli.py      the command line; commands/ what each command does
"""

__version__ = "0.1.0"
