using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeepWiki.Core.Errors;
using Microsoft.AspNetCore.WebUtilities;

namespace DeepWiki.ChatApi.Http;

/// <summary>
/// An error as problem details. Source: RFC 9457. The framework's writer says nothing to a client whose <c>Accept</c> names no JSON, and sends no length.
/// </summary>
internal static class Problem
{
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Text is written as it is, not as escapes.</summary>
    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers with the error's status and its problem.</summary>
    /// <param name="context">The request.</param>
    /// <param name="error">Error that is written.</param>
    /// <param name="detail">The sentence for people; null for the error's own, with its hint.</param>
    public static Task WriteAsync(HttpContext context, DeepWikiException error, string? detail = null)
    {
        var status = ErrorTable.Row(error.Code).HttpStatus;
        return WriteAsync(context, status, "application/problem+json", From(error, context, detail ?? error.Advice), error);
    }

    /// <summary>Answers with a body of any shape, and says when to come again where the status asks for it.</summary>
    public static Task WriteAsync(HttpContext context, int status, string contentType, JsonObject body, DeepWikiException error)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling((error.RetryAfter ?? DefaultRetryAfter).TotalSeconds)).ToString();
        }

        // With a length the answer is whole in one piece, also for who asked for an upgrade and not for a page.
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString(Json));
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, CancellationToken.None).AsTask();
    }

    private static JsonObject From(DeepWikiException error, HttpContext context, string detail)
    {
        var row = ErrorTable.Row(error.Code);
        var problem = new JsonObject
        {
            ["type"] = $"urn:deepwiki:problem:{error.Code.Name()}",
            ["title"] = ReasonPhrases.GetReasonPhrase(row.HttpStatus),
            ["status"] = row.HttpStatus,
            ["detail"] = detail,
            ["instance"] = context.Request.Path.Value,
            ["code"] = error.Code.Name(),
            ["traceId"] = Activity.Current?.TraceId.ToHexString(),
            ["retryable"] = row.Retryable,
        };
        if (error.RetryAfter is { } pause)
        {
            problem["retryAfterMs"] = (long)pause.TotalMilliseconds;
        }

        if (error.Faults.Count > 0)
        {
            problem["errors"] = new JsonArray(
                [.. error.Faults.Select(fault => new JsonObject { ["pointer"] = fault.Pointer, ["message"] = fault.Message })]);
        }

        return problem;
    }
}
