using System.Text.Json;
using DeepWiki.ChatApi.Http.Json;
using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>
/// Reads the JSON body of a request whole, in the time that a question of its length would have. What all bodies hold together is bounded; one
/// that is announced costs nothing before it comes.
/// </summary>
internal sealed class BodyReader(BodyCapacity capacity, IOptions<ChatLimits> limits, TimeProvider time)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.InvalidRequest"/> for another content type, <see cref="ErrorCode.InvalidJson"/>,
    /// <see cref="ErrorCode.MessageTooLarge"/>, <see cref="ErrorCode.RequestTimeout"/> or <see cref="ErrorCode.Busy"/>.
    /// </exception>
    public async Task<JsonBody> ReadAsync(HttpContext context, int limit)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw InvalidRequest.Create(new RequestFault("", "model_attributes_type", "Input should be a valid dictionary or object to extract fields from"));
        }

        var body = await ReadBytesAsync(context, limit);
        try
        {
            return new JsonBody(Parse(body.Bytes), body.Bytes.Length, body.Right);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>The body as it came, for what is judged before it is parsed.</summary>
    /// <exception cref="DeepWikiException">As of <see cref="ReadAsync"/>, apart from faults of the JSON.</exception>
    public async Task<RawBody> ReadBytesAsync(HttpContext context, int limit)
    {
        var right = new BufferShare(capacity.Incoming);
        try
        {
            return new RawBody(await new BodyReceiver(context, limits.Value, right, time).ReceiveAsync(limit, context.RequestAborted), right);
        }
        catch
        {
            right.Dispose();
            throw;
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            throw InvalidRequest.Create(new RequestFault("", "missing", "a body is required"));
        }

        try
        {
            return JsonDocument.Parse(bytes, Options);
        }
        catch (JsonException exception)
        {
            throw new DeepWikiException(ErrorCode.InvalidJson, "The request is not valid JSON.", exception)
            {
                Faults = [JsonFault.From(bytes.Span, exception)],
            };
        }
    }
}
