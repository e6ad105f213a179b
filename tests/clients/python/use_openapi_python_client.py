import io
import os
from typing import TypeVar

from httpx import Timeout

from async_events_client import Client
from async_events_client.api.batches import create_batch, get_batch
from async_events_client.api.events import stream_job_events
from async_events_client.api.files import create_upload, download_job_archive, get_file
from async_events_client.api.jobs import create_job, get_job, list_jobs
from async_events_client.models.batch_create import BatchCreate
from async_events_client.models.error_answer import ErrorAnswer
from async_events_client.models.error_type import ErrorType
from async_events_client.models.session_job_create import SessionJobCreate
from async_events_client.models.session_parameters import SessionParameters
from async_events_client.models.upload_form import UploadForm
from async_events_client.types import UNSET, File

T = TypeVar("T")
client = Client(base_url=os.environ["ASYNC_EVENTS_URL"], headers={"X-User-ID": "ann"}, timeout=Timeout(70))


def talk(number: int, url: str = os.environ["TALK_URL"]) -> SessionJobCreate:
    return SessionJobCreate(
        parameters=SessionParameters(
            event="Wetland Conf", track="Birds", session=f"Talk {number}", filename=f"talk-{number}", url=url
        )
    )


def good(answer: T | ErrorAnswer | None) -> T:
    assert answer is not None and not isinstance(answer, ErrorAnswer), answer
    return answer


job = good(create_job.sync(client=client, body=talk(1))).job
assert job.user_id == "ann" and job.job_type == "session"
print("did create")

made = good(create_batch.sync(client=client, body=BatchCreate(jobs=[talk(2), talk(3)])))
batch_id = made.batch.batch_id
print("did batch")

ended = good(get_job.sync(job.job_id, client=client, wait=60)).job
assert ended.status == "completed", ended.status
batch = good(get_batch.sync(batch_id, client=client, wait=60)).batch
assert batch.status == "completed" and batch.completed_jobs == 2, batch
print("did wait")

first = good(list_jobs.sync(client=client, batch_id=batch_id, limit=1))
second = good(list_jobs.sync(client=client, batch_id=batch_id, limit=1, cursor=first.next_cursor or UNSET))
assert sorted(item.job_id for item in [*first.jobs, *second.jobs]) == sorted(made.job_ids)
print("did list")

missing = get_job.sync_detailed("job-none", client=client)
assert missing.status_code == 404 and isinstance(missing.parsed, ErrorAnswer)
assert missing.parsed.error_type == ErrorType.NOT_FOUND
refused = create_job.sync(client=client, body=talk(4, "ftp://example.org"))
assert isinstance(refused, ErrorAnswer) and refused.details
assert refused.details[0].path == "parameters.url"
none = download_job_archive.sync("job-none", client=client)
assert isinstance(none, ErrorAnswer) and none.error_type == ErrorType.NOT_FOUND
print("did error")

pdf = b"%PDF-1.4\n%%EOF\n"
form = UploadForm(file=File(payload=io.BytesIO(pdf), file_name="slides.pdf"))
upload = good(create_upload.sync(client=client, body=form))
assert upload.bytes_ == len(pdf) and upload.media_type == "application/pdf"
print("did upload")

results = ended.results
assert results
archive = good(download_job_archive.sync(job.job_id, client=client))
assert len(archive.payload.read()) == results.archive_bytes
assert results.markdown_file and results.markdown_content
document = good(get_file.sync(f"{job.job_id}/{results.run}/{results.markdown_file}", client=client))
assert document.payload.read().decode() == results.markdown_content
print("did download")

events = good(stream_job_events.sync(job.job_id, client=client))
assert "event: job.completed" in events
print("did events")
