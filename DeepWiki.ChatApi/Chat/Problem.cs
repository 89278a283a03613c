using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeepWiki.Core.Errors;
using Microsoft.AspNetCore.WebUtilities;

namespace DeepWiki.ChatApi.Chat;

/// <summary>An error as problem details. Source: RFC 9457.</summary>
internal static class Problem
{
    /// <summary>Text is written as it is, not as escapes.</summary>
    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject From(DeepWikiException error, HttpContext context)
    {
        var row = ErrorTable.Row(error.Code);
        var problem = new JsonObject
        {
            ["type"] = $"urn:deepwiki:problem:{row.Name}",
            ["title"] = ReasonPhrases.GetReasonPhrase(row.HttpStatus),
            ["status"] = row.HttpStatus,
            ["detail"] = ErrorTable.PlainText(error).TrimStart('\n'),
            ["instance"] = context.Request.Path.Value,
            ["code"] = row.Name,
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
