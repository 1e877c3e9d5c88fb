"""Who answered a survey, a line a person and a column a question."""

import duckdb
import pandas as pd

from etl.errors import SourceError
from etl.sources.declared import header, require
from etl.sources.frames import load_frame, read_text_frame
from etl.sources.source_files import TEXT_SUFFIXES, SourceFile

DATASET = "survey_respondents"
ANSWER = "answer_"
PLACE = ["file_id", "line"]


def recognises(file: SourceFile) -> bool:
    """By the survey, the wave, the weight and at least one answer."""
    has_answers = any(column.startswith(ANSWER) for column in file.columns)
    known = {"survey", "wave_end", "weight"} <= set(file.columns)
    return file.path.suffix.lower() in TEXT_SUFFIXES and known and has_answers


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load the persons into ``raw_survey_respondents`` and their answers, one a line, into ``raw_survey_answer``.

    Returns the rows read of each file. Raises SourceError where a header is another than the declared one.
    """
    people = [pd.DataFrame(columns=[*PLACE, *header(DATASET)], dtype="str")]
    answers, rows = [pd.DataFrame(columns=[*PLACE, "question_id", "answer"], dtype="str")], []
    for file in files:
        require(file, DATASET)
        asked = [column for column in file.columns if column.startswith(ANSWER)]
        if unknown := [column for column in file.columns if column not in {*header(DATASET), *asked}]:
            raise SourceError(
                f"{file.label}: column {', '.join(unknown)} is not one of {DATASET}; correct its name or remove it"
            )
        frame, read = read_text_frame(connection, file)
        frame = frame.assign(file_id=file.file_id)
        people.append(frame.drop(columns=asked))
        long = frame.melt(PLACE, asked, "question_id", "answer").dropna(subset="answer")
        answers.append(long.assign(question_id=long["question_id"].str.removeprefix(ANSWER)))
        rows.append(read)
    for table, frames in (("raw_survey_respondents", people), ("raw_survey_answer", answers)):
        whole = pd.concat(frames).astype("str").astype({"file_id": "int32", "line": "int32"})
        load_frame(connection, table, whole)
    # A line that cannot be read is listed without what stands in it: it is a person's.
    connection.execute(
        "UPDATE raw_reject SET content = NULL WHERE file_id IN (SELECT unnest($files))",
        {"files": [file.file_id for file in files]},
    )
    return rows
