using System.Text.Json;
using System.Text.Json.Serialization;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>Reads bodies of our own resources into the records that describe them.</summary>
internal static class TypedBody
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = true,
    };

    /// <summary>The body as a record.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>, with the place of the fault and never its value.</exception>
    public static T Read<T>(this JsonBody body)
        where T : class => Read<T>(body.Root);

    /// <summary>The same for JSON that came in another way.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/>, with the place of the fault and never its value.</exception>
    public static T Read<T>(JsonElement body)
        where T : class
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw InvalidRequest.Create(new RequestFault("", "model_attributes_type", "the body must be an object"));
        }

        try
        {
            return body.Deserialize<T>(Options)!; // An object is never null.
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var pointer = Pointer((exception as JsonException)?.Path);
            throw InvalidRequest.Create(new RequestFault(
                pointer, "type_error",
                $"{(pointer.Length == 0 ? "the body" : pointer[1..])} lacks a member that is required, or one has another type than it must have"));
        }
    }

    // $.repository.url
    private static string Pointer(string? path) =>
        path is null or "$" ? "" : path[1..].Replace('.', '/').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
}
