package main

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"mime/multipart"
	"net/http"
	"os"
	"slices"
	"strings"

	"example/client"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

// Of an answer: what it is where all went well, with the error that came instead.
func good[T any](value *T, problem *client.Error) T {
	if value == nil {
		log.Fatalf("refused: %+v", problem)
	}
	return *value
}

func check(is bool, what string, got any) {
	if !is {
		log.Fatalf("%s: %+v", what, got)
	}
}

func talk(number int, url string) client.JobCreate {
	var job client.JobCreate
	err := job.FromSessionJobCreate(client.SessionJobCreate{Parameters: client.SessionParameters{
		Event: "Wetland Conf", Track: "Birds", Url: url,
		Session: fmt.Sprintf("Talk %d", number), Filename: fmt.Sprintf("talk-%d", number),
	}})
	return must(job, err)
}

func main() {
	ctx, page := context.Background(), os.Getenv("TALK_URL")
	asAnn := func(_ context.Context, request *http.Request) error {
		request.Header.Set("X-User-ID", "ann")
		return nil
	}
	api := must(client.NewClientWithResponses(os.Getenv("ASYNC_EVENTS_URL"), client.WithRequestEditorFn(asAnn)))

	created := must(api.CreateJobWithResponse(ctx, nil, talk(1, page)))
	id := good(created.JSON201, created.JSONDefault).Job.JobId
	fmt.Println("did create")

	batched := must(api.CreateBatchWithResponse(ctx, nil, client.BatchCreate{Jobs: []client.JobCreate{talk(2, page), talk(3, page)}}))
	made := good(batched.JSON201, batched.JSONDefault)
	fmt.Println("did batch")

	wait, limit := 60, 1
	waited := must(api.GetJobWithResponse(ctx, id, &client.GetJobParams{Wait: &wait}))
	job := good(waited.JSON200, waited.JSONDefault).Job
	check(job.Status == client.JobStateCompleted && *job.UserId == "ann", "job", job.Status)
	ended := must(api.GetBatchWithResponse(ctx, made.Batch.BatchId, &client.GetBatchParams{Wait: &wait}))
	batch := good(ended.JSON200, ended.JSONDefault).Batch
	check(batch.Status == client.JobStateCompleted && batch.CompletedJobs == 2, "batch", batch)
	fmt.Println("did wait")

	ids := []string{}
	for cursor := (*string)(nil); ; {
		listed := must(api.ListJobsWithResponse(ctx, &client.ListJobsParams{BatchId: &batch.BatchId, Limit: &limit, Cursor: cursor}))
		part := good(listed.JSON200, listed.JSONDefault)
		for _, item := range part.Jobs {
			ids = append(ids, item.JobId)
		}
		if cursor = part.NextCursor; cursor == nil {
			break
		}
	}
	slices.Sort(ids)
	slices.Sort(made.JobIds)
	check(slices.Equal(ids, made.JobIds), "listed", ids)
	fmt.Println("did list")

	missing := must(api.GetJobWithResponse(ctx, "job-none", nil))
	check(missing.StatusCode() == 404 && missing.JSONDefault.ErrorType == client.ErrorTypeNotFound, "missing", missing)
	refused := must(api.CreateJobWithResponse(ctx, nil, talk(4, "ftp://example.org"))).JSONDefault
	check((*refused.Details)[0].Path == "parameters.url", "refused", refused)
	none := must(api.DownloadJobArchiveWithResponse(ctx, "job-none")).JSONDefault
	check(none.ErrorType == client.ErrorTypeNotFound, "none", none)
	fmt.Println("did error")

	pdf, form := "%PDF-1.4\n%%EOF\n", &bytes.Buffer{}
	writer := multipart.NewWriter(form)
	must(must(writer.CreateFormFile("file", "slides.pdf")).Write([]byte(pdf)))
	writer.Close()
	sent := must(api.CreateUploadWithBodyWithResponse(ctx, nil, writer.FormDataContentType(), form))
	upload := good(sent.JSON201, sent.JSONDefault)
	check(upload.Bytes == len(pdf) && upload.MediaType == "application/pdf", "upload", upload)
	fmt.Println("did upload")

	archive := must(api.DownloadJobArchiveWithResponse(ctx, id)).Body
	check(len(archive) == *job.Results.ArchiveBytes, "archive", len(archive))
	path := fmt.Sprintf("%s/%d/%s", id, job.Results.Run, *job.Results.MarkdownFile)
	document := must(api.GetFileWithResponse(ctx, path)).Body
	check(string(document) == *job.Results.MarkdownContent, "document", string(document))
	fmt.Println("did download")

	events := must(api.StreamJobEventsWithResponse(ctx, id, nil)).Body
	check(strings.Contains(string(events), "event: job.completed"), "events", string(events))
	fmt.Println("did events")
}
