package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/url"
	"os"
	"slices"
	"strings"

	ht "github.com/ogen-go/ogen/http"
	"github.com/ogen-go/ogen/ogenerrors"

	"example/client"
)

type ann struct{}

func (ann) ApiKey(context.Context, client.OperationName) (client.ApiKey, error) {
	return client.ApiKey{}, ogenerrors.ErrSkipClientSecurity
}

func (ann) UserId(context.Context, client.OperationName) (client.UserId, error) {
	return client.UserId{APIKey: "ann"}, nil
}

func good[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func check(is bool, what string, got any) {
	if !is {
		log.Fatalf("%s: %+v", what, got)
	}
}

// The typed error of a call that must fail.
func errorOf[T any](_ T, err error) client.ErrorAnswer {
	var answer *client.ErrorStatusCodeWithHeaders
	check(errors.As(err, &answer), "no error", err)
	return answer.Response
}

func talk(number int, page string) client.JobCreate {
	return client.NewSessionJobCreateJobCreate(client.SessionJobCreate{Parameters: client.SessionParameters{
		Event: "Wetland Conf", Track: "Birds", URL: *good(url.Parse(page)),
		Session: fmt.Sprintf("Talk %d", number), Filename: fmt.Sprintf("talk-%d", number),
	}})
}

func main() {
	ctx, page := context.Background(), os.Getenv("TALK_URL")
	api := good(client.NewClient(os.Getenv("ASYNC_EVENTS_URL"), ann{}))

	created := good(api.CreateJob(ctx, talk(1, page), client.CreateJobParams{})).Response.Job
	check(created.UserID.Value == "ann", "user", created.UserID)
	fmt.Println("did create")

	jobs := &client.BatchCreate{Jobs: []client.JobCreate{talk(2, page), talk(3, page)}}
	made := good(api.CreateBatch(ctx, jobs, client.CreateBatchParams{})).Response
	fmt.Println("did batch")

	job := good(api.GetJob(ctx, client.GetJobParams{JobID: created.JobID, Wait: client.NewOptInt(60)})).Response.Job
	check(job.Status == client.JobStateCompleted, "job", job.Status)
	wait := client.GetBatchParams{BatchID: made.Batch.BatchID, Wait: client.NewOptInt(60)}
	batch := good(api.GetBatch(ctx, wait)).Response.Batch
	check(batch.Status == client.JobStateCompleted && batch.CompletedJobs == 2, "batch", batch)
	fmt.Println("did wait")

	ids, query := []string{}, client.ListJobsParams{BatchID: client.NewOptString(batch.BatchID), Limit: client.NewOptInt(1)}
	for {
		part := good(api.ListJobs(ctx, query)).Response
		for _, item := range part.Jobs {
			ids = append(ids, item.JobID)
		}
		if part.NextCursor.Null {
			break
		}
		query.Cursor = client.NewOptString(part.NextCursor.Value)
	}
	slices.Sort(ids)
	slices.Sort(made.JobIds)
	check(slices.Equal(ids, made.JobIds), "listed", ids)
	fmt.Println("did list")

	missing := errorOf(api.GetJob(ctx, client.GetJobParams{JobID: "job-none"}))
	check(missing.ErrorType == client.ErrorTypeNotFound, "missing", missing)
	refused := errorOf(api.CreateJob(ctx, talk(4, "ftp://example.org"), client.CreateJobParams{}))
	check(refused.Details[0].Path == "parameters.url", "refused", refused)
	none := errorOf(api.DownloadJobArchive(ctx, client.DownloadJobArchiveParams{JobID: "job-none"}))
	check(none.ErrorType == client.ErrorTypeNotFound, "none", none)
	fmt.Println("did error")

	pdf := "%PDF-1.4\n%%EOF\n"
	form := &client.UploadFormMultipart{File: ht.MultipartFile{Name: "slides.pdf", File: strings.NewReader(pdf)}}
	upload := good(api.CreateUpload(ctx, form, client.CreateUploadParams{})).Response
	check(upload.Bytes == len(pdf) && upload.MediaType == "application/pdf", "upload", upload)
	fmt.Println("did upload")

	results := job.Results.Value
	download := good(api.DownloadJobArchive(ctx, client.DownloadJobArchiveParams{JobID: job.JobID}))
	archive := good(io.ReadAll(download.(*client.DownloadJobArchiveOKHeaders).Response))
	check(len(archive) == results.ArchiveBytes.Value, "archive", len(archive))
	path := fmt.Sprintf("%s/%d/%s", job.JobID, results.Run, results.MarkdownFile.Value)
	file := good(api.GetFile(ctx, client.GetFileParams{Path: path}))
	document := good(io.ReadAll(file.(*client.GetFileOKHeaders).Response))
	check(string(document) == results.MarkdownContent.Value, "document", string(document))
	fmt.Println("did download")

	stream := good(api.StreamJobEvents(ctx, client.StreamJobEventsParams{JobID: job.JobID}))
	events := good(io.ReadAll(stream.(*client.StreamJobEventsOKHeaders).Response))
	check(strings.Contains(string(events), "event: job.completed"), "events", string(events))
	fmt.Println("did events")
}
