using System.Buffers;
using System.Text.Json;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Errors;
using DeepWiki.Core.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace DeepWiki.ChatApi.Requests;

/// <summary>
/// Reads the JSON body of a request whole. What all requests hold together is bounded with those of the chat; a body that is announced
/// costs nothing before it comes. Kestrel cuts off a sender that is too slow.
/// </summary>
internal sealed class BodyReader(ChatCapacity capacity)
{
    private const int PieceBytes = 64 * 1024;

    // The body, the table the framework keeps of its values, and the form it is written on in are each about as long.
    private const int Copies = 3;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.InvalidRequest"/> for another content type, <see cref="ErrorCode.InvalidJson"/>,
    /// <see cref="ErrorCode.MessageTooLarge"/> or <see cref="ErrorCode.Busy"/>.
    /// </exception>
    public async Task<JsonBody> ReadAsync(HttpContext context, int limit)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw InvalidRequest.Of(new RequestFault("", "model_attributes_type", "Input should be a valid dictionary or object to extract fields from"));
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = limit;
        }

        var right = new BufferShare(capacity);
        try
        {
            var bytes = await ReadAsync(context.Request.Body, right, context.RequestAborted);
            return new JsonBody(Parse(bytes), bytes.Length, right);
        }
        catch (BadHttpRequestException exception)
        {
            right.Dispose();
            throw exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? new DeepWikiException(ErrorCode.MessageTooLarge, $"The request is larger than {limit} bytes", exception)
                : new DeepWikiException(ErrorCode.InvalidRequest, "The request could not be read.", exception);
        }
        catch
        {
            right.Dispose();
            throw;
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, BufferShare right, CancellationToken cancellationToken)
    {
        var bytes = new ArrayBufferWriter<byte>();
        int count;
        while ((count = await body.ReadAsync(bytes.GetMemory(PieceBytes), cancellationToken)) > 0)
        {
            right.Add(Copies * count);
            bytes.Advance(count);
        }

        return bytes.WrittenMemory;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            throw InvalidRequest.Of(new RequestFault("", "missing", "a body is required"));
        }

        try
        {
            return JsonDocument.Parse(bytes, Options);
        }
        catch (JsonException exception)
        {
            throw new DeepWikiException(ErrorCode.InvalidJson, "The request is not valid JSON.", exception)
            {
                Faults = [JsonFault.Of(bytes.Span, exception)],
            };
        }
    }
}
