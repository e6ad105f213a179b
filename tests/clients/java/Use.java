import async.events.ApiClient;
import async.events.ApiException;
import async.events.api.BatchesApi;
import async.events.api.EventsApi;
import async.events.api.FilesApi;
import async.events.api.JobsApi;
import async.events.model.BatchCreate;
import async.events.model.ErrorAnswer;
import async.events.model.ErrorType;
import async.events.model.JobCreate;
import async.events.model.JobListItem;
import async.events.model.JobState;
import async.events.model.SessionJobCreate;
import async.events.model.SessionParameters;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

public class Use {
  interface Call {
    void run() throws ApiException;
  }

  static void check(boolean is, String what, Object got) {
    if (!is) throw new AssertionError(what + ": " + got);
  }

  /** The typed error of a call that must fail. */
  static ErrorAnswer errorOf(int status, Call call) throws Exception {
    try {
      call.run();
    } catch (ApiException error) {
      check(error.getCode() == status, "status", error);
      return ErrorAnswer.fromJson(error.getResponseBody());
    }
    throw new AssertionError("no error");
  }

  static JobCreate talk(int number, String page) {
    var parameters = new SessionParameters().event("Wetland Conf").track("Birds").url(URI.create(page))
        .session("Talk " + number).filename("talk-" + number);
    return new JobCreate(new SessionJobCreate().parameters(parameters));
  }

  public static void main(String[] arguments) throws Exception {
    var page = System.getenv("TALK_URL");
    var client = new ApiClient().setBasePath(System.getenv("ASYNC_EVENTS_URL")).setReadTimeout(70_000);
    client.setApiKey("ann");
    var jobs = new JobsApi(client);
    var batches = new BatchesApi(client);
    var files = new FilesApi(client);

    var id = jobs.createJob(talk(1, page)).execute().getJob().getJobId();
    System.out.println("did create");

    var wanted = new BatchCreate().addJobsItem(talk(2, page)).addJobsItem(talk(3, page));
    var made = batches.createBatch(wanted).execute();
    var batchId = made.getBatch().getBatchId();
    System.out.println("did batch");

    var job = jobs.getJob(id).wait(Integer.valueOf(60)).execute().getJob();
    check(job.getStatus() == JobState.COMPLETED && "ann".equals(job.getUserId()), "job", job);
    var batch = batches.getBatch(batchId).wait(Integer.valueOf(60)).execute().getBatch();
    check(batch.getStatus() == JobState.COMPLETED && batch.getCompletedJobs() == 2, "batch", batch);
    System.out.println("did wait");

    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      var part = jobs.listJobs().limit(1).cursor(cursor).batchId(batchId).execute();
      part.getJobs().stream().map(JobListItem::getJobId).forEach(ids::add);
      cursor = part.getNextCursor();
    } while (cursor != null);
    check(ids.stream().sorted().toList().equals(made.getJobIds().stream().sorted().toList()), "listed", ids);
    System.out.println("did list");

    var missing = errorOf(404, () -> jobs.getJob("job-none").execute());
    check(missing.getErrorType() == ErrorType.NOT_FOUND, "missing", missing);
    var refused = errorOf(400, () -> jobs.createJob(talk(4, "ftp://example.org")).execute());
    check(refused.getDetails().get(0).getPath().equals("parameters.url"), "refused", refused);
    var none = errorOf(404, () -> files.downloadJobArchive("job-none").execute());
    check(none.getErrorType() == ErrorType.NOT_FOUND, "none", none);
    System.out.println("did error");

    var pdf = Files.writeString(Path.of("slides.pdf"), "%PDF-1.4\n%%EOF\n");
    var upload = files.createUpload(pdf.toFile()).execute();
    check(upload.getBytes() == Files.size(pdf) && upload.getMediaType().equals("application/pdf"), "upload", upload);
    System.out.println("did upload");

    var results = job.getResults();
    var archive = files.downloadJobArchive(id).execute();
    check(archive.length() == results.getArchiveBytes(), "archive", archive.length());
    var document = files.getFile(id + "/" + results.getRun() + "/" + results.getMarkdownFile()).execute();
    var text = Files.readString(document.toPath());
    check(text.equals(results.getMarkdownContent()), "document", text);
    System.out.println("did download");

    var events = new EventsApi(client).streamJobEvents(id).execute();
    check(events.contains("event: job.completed"), "events", events);
    System.out.println("did events");
    System.exit(0);
  }
}
