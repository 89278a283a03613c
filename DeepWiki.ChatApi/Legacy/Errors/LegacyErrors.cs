using System.Text.Json.Nodes;
using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Legacy.Errors;

/// <summary>Errors in the shapes of the original backend: <c>{"detail": …}</c> with a sentence, or with a list of everything wrong with a request.</summary>
internal static class LegacyErrors
{
    /// <summary>The member that says what went wrong.</summary>
    public const string Detail = "detail";

    /// <summary>Answers with a sentence.</summary>
    public static Task WriteAsync(HttpContext context, int status, string sentence, string member = Detail) =>
        WriteAsync(context, status, new JsonObject { [member] = sentence });

    /// <summary>Answers with the error's sentence and its status on the original's routes.</summary>
    public static Task WriteAsync(HttpContext context, DeepWikiException error) => Problem.WriteAsync(
        context, ErrorTable.Row(error.Code).RawHttpStatus, "application/json", new JsonObject { [Detail] = error.Message }, error);

    /// <summary>Answers 422 with every fault.</summary>
    /// <param name="context">The request.</param>
    /// <param name="faults">Faults of the request.</param>
    /// <param name="source">Part of the request with the faults: <c>body</c> or <c>query</c>.</param>
    public static Task WriteAsync(HttpContext context, IReadOnlyList<RequestFault> faults, string source) =>
        WriteAsync(context, StatusCodes.Status422UnprocessableEntity, new JsonObject { [Detail] = Describe(faults, source) });

    /// <summary>A list of faults as the original's clients know it. What was found is left out: it may be a secret.</summary>
    public static JsonArray Describe(IReadOnlyList<RequestFault> faults, string source) => [.. faults.Select(fault => Describe(fault, source))];

    // Pointer /messages/0/role becomes ["body","messages",0,"role"].
    private static JsonObject Describe(RequestFault fault, string source)
    {
        var location = new JsonArray(source);
        foreach (var part in fault.Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            location.Add(int.TryParse(name, out var index) ? JsonValue.Create(index) : JsonValue.Create(name));
        }

        return new JsonObject { ["type"] = fault.Type, ["loc"] = location, ["msg"] = fault.Type == "missing" ? "Field required" : fault.Message };
    }

    private static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(Problem.Json), CancellationToken.None);
    }
}
