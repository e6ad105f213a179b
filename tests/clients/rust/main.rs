use openapi::apis::configuration::{ApiKey, Configuration};
use openapi::apis::{batches_api, files_api, jobs_api, Error};
use openapi::models::{BatchCreate, ErrorAnswer, ErrorType, JobCreate, JobState, SessionJobCreate, SessionParameters};
use std::env::var;

type Failure = Box<dyn std::error::Error>;

fn talk(number: u8, page: &str) -> JobCreate {
    let parameters = SessionParameters::new(
        "Wetland".into(),
        format!("Talk {number}"),
        page.into(),
        format!("talk-{number}"),
        "Birds".into(),
    );
    JobCreate::SessionJobCreate(Box::new(SessionJobCreate::new(parameters)))
}

/// The typed error of a call that must fail; each operation has a type of its own around it.
fn error_of<T, E>(answer: Result<T, Error<E>>) -> Result<ErrorAnswer, Failure> {
    match answer {
        Err(Error::ResponseError(response)) => Ok(serde_json::from_str(&response.content)?),
        _ => Err("no error answer".into()),
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let page = var("TALK_URL")?;
    let api = Configuration {
        base_path: var("ASYNC_EVENTS_URL")?,
        api_key: Some(ApiKey { prefix: None, key: "ann".into() }),
        ..Configuration::new()
    };

    let created = jobs_api::create_job(&api, talk(1, &page), None, None, None, None, None).await?.job;
    let id = created.job_id.as_str();
    assert_eq!(created.user_id.as_deref(), Some("ann"));
    println!("did create");

    let wanted = BatchCreate::new(vec![talk(2, &page), talk(3, &page)]);
    let mut made = batches_api::create_batch(&api, wanted, None, None, None, None, None).await?;
    println!("did batch");

    let job = jobs_api::get_job(&api, id, Some(60), None, None).await?.job;
    assert_eq!(job.status, JobState::Completed);
    let batch_id = made.batch.batch_id.as_str();
    let batch = batches_api::get_batch(&api, batch_id, Some(60), None).await?.batch;
    assert_eq!((batch.status, batch.completed_jobs), (JobState::Completed, 2));
    println!("did wait");

    let (mut ids, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let part = jobs_api::list_jobs(
            &api, Some(1), None, cursor.as_deref(), None, None, None, None, Some(batch_id), None, None, None, None, None,
            None, None,
        )
        .await?;
        ids.extend(part.jobs.into_iter().map(|item| item.job_id));
        cursor = part.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    ids.sort();
    made.job_ids.sort();
    assert_eq!(ids, made.job_ids);
    println!("did list");

    let missing = error_of(jobs_api::get_job(&api, "job-none", None, None, None).await)?;
    assert_eq!(missing.error_type, ErrorType::NotFound);
    let refused = error_of(jobs_api::create_job(&api, talk(4, "ftp://example.org"), None, None, None, None, None).await)?;
    assert_eq!(refused.details.unwrap_or_default()[0].path, "parameters.url");
    let none = error_of(files_api::download_job_archive(&api, "job-none").await)?;
    assert_eq!(none.error_type, ErrorType::NotFound);
    println!("did error");

    let pdf = "%PDF-1.4\n%%EOF\n";
    std::fs::write("slides.pdf", pdf)?;
    let upload = files_api::create_upload(&api, "slides.pdf".into(), None).await?;
    assert_eq!((upload.bytes as usize, upload.media_type.as_str()), (pdf.len(), "application/pdf"));
    println!("did upload");

    let results = job.results.ok_or("no results")?;
    let archive = files_api::download_job_archive(&api, id).await?.bytes().await?;
    assert_eq!(archive.len(), results.archive_bytes.unwrap_or_default() as usize);
    let path = format!("{id}/{}/{}", results.run, results.markdown_file.unwrap_or_default());
    let document = files_api::get_file(&api, &path).await?.text().await?;
    assert_eq!(Some(document), results.markdown_content);
    println!("did download");
    Ok(())
}
