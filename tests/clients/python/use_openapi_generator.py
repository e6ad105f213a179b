import os
from typing import Any

import async_events as api
from async_events.exceptions import ApiException

configuration = api.Configuration(host=os.environ["ASYNC_EVENTS_URL"], api_key={"userId": "ann"})
client = api.ApiClient(configuration)
jobs, batches, files = api.JobsApi(client), api.BatchesApi(client), api.FilesApi(client)


def talk(number: int, url: str = os.environ["TALK_URL"]) -> api.JobCreate:
    parameters = api.SessionParameters(
        event="Wetland Conf", track="Birds", session=f"Talk {number}", filename=f"talk-{number}", url=url
    )
    return api.JobCreate(api.SessionJobCreate(parameters=parameters))


job = jobs.create_job(talk(1)).job
assert job.user_id == "ann" and job.job_type == "session"
print("did create")

made = batches.create_batch(api.BatchCreate(jobs=[talk(2), talk(3)]))
batch_id = made.batch.batch_id
print("did batch")

ended = jobs.get_job(job.job_id, wait=60).job
assert ended.status == api.JobState.COMPLETED, ended.status
batch = batches.get_batch(batch_id, wait=60).batch
assert batch.status == api.JobState.COMPLETED and batch.completed_jobs == 2, batch
print("did wait")

first = jobs.list_jobs(batch_id=batch_id, limit=1)
second = jobs.list_jobs(batch_id=batch_id, limit=1, cursor=first.next_cursor)
assert sorted(item.job_id for item in [*first.jobs, *second.jobs]) == sorted(made.job_ids)
print("did list")


def error_of(call: Any, *given: Any) -> tuple[int, api.ErrorAnswer]:
    try:
        call(*given)
    except ApiException as error:
        assert error.status and isinstance(error.data, api.ErrorAnswer), error
        return error.status, error.data
    raise AssertionError("no error")


status, missing = error_of(jobs.get_job, "job-none")
assert status == 404 and missing.error_type == api.ErrorType.NOT_FOUND
_, refused = error_of(jobs.create_job, talk(4, "ftp://example.org"))
assert refused.details and refused.details[0].path == "parameters.url"
_, none = error_of(files.download_job_archive, "job-none")
assert none.error_type == api.ErrorType.NOT_FOUND
print("did error")

pdf = b"%PDF-1.4\n%%EOF\n"
upload = files.create_upload(("slides.pdf", pdf))
assert upload.bytes == len(pdf) and upload.media_type == "application/pdf"
print("did upload")

results = ended.results
assert results and results.markdown_file and results.markdown_content
assert len(files.download_job_archive(job.job_id)) == results.archive_bytes
assert files.get_file(f"{job.job_id}/{results.run}/{results.markdown_file}").decode() == results.markdown_content
print("did download")

assert "event: job.completed" in api.EventsApi(client).stream_job_events(job.job_id)
print("did events")
