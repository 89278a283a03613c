using System.Globalization;
using System.Text;
using System.Text.Json;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// Turns what a provider answers in place of a result into one of our errors. Its body is not passed on: it may echo the key, hold a page of
/// HTML or name a server. What remains is our own sentence, the status, and at most one sentence of the provider's, cleaned.
/// </summary>
internal sealed class FailureReader(ProviderEndpoint endpoint, TimeProvider time)
{
    private const int MaxBody = 64 * 1024;

    public ProviderFailure Fail(ErrorCode code, string message, bool transient = false, Exception? cause = null) =>
        new(new DeepWikiException(code, message) { Provider = endpoint.Provider }, transient, cause: cause);

    public async Task<ProviderFailure> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
        {
            return Fail(ErrorCode.ModelUnavailable, $"The provider redirects to another address ({status}), which is not followed. Check its base address.");
        }

        var said = await ReadErrorAsync(response, cancellationToken);
        return new ProviderFailure(
            new DeepWikiException(CodeOf(status, said), MessageOf(status, said))
            { Provider = endpoint.Provider, RetryAfter = RetryAfterReader.Read(response.Headers, time.GetUtcNow()) },
            transient: IsTransient(status, said),
            status);
    }

    /// <summary>An error object that came where an answer was expected, such as inside a stream.</summary>
    public ProviderFailure Read(JsonElement error)
    {
        var said = ErrorOf(error);
        var status = int.TryParse(said.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new ProviderFailure(
            new DeepWikiException(CodeOf(status, said), MessageOf(status, said)) { Provider = endpoint.Provider },
            IsTransient(status, said),
            status == 0 ? null : status);
    }

    private static bool IsTransient(int status, ProviderError said) =>
        // A spent quota is said with the status of a rate limit, and no pause helps.
        (status is 408 or 429 || status >= 500) && !said.Has("insufficient_quota");

    private static ErrorCode CodeOf(int status, ProviderError said) => status switch
    {
        401 or 403 => ErrorCode.ModelUnauthorized,
        _ when said.Has("content_filter", "data_inspection_failed", "content_policy_violation") => ErrorCode.ModelFiltered,
        413 => ErrorCode.ContextTooLarge,
        // No two servers name this case alike, and some name it in words alone.
        0 or 400 or 422 when said.Has(
            "context_length_exceeded", "maximum context", "context length", "context window", "prompt is too long", "input token count", "input length")
            => ErrorCode.ContextTooLarge,
        429 => ErrorCode.ModelRateLimited,
        0 when said.Has("rate_limit") => ErrorCode.ModelRateLimited,
        408 or 504 => ErrorCode.ModelTimeout,
        _ => ErrorCode.ModelUnavailable,
    };

    private string MessageOf(int status, ProviderError said)
    {
        var (own, repeat) = status switch
        {
            // Never its own words here: they tend to repeat the key.
            401 or 403 => ($"The provider refused the key ({status}).", false),
            402 => ("The provider asks for payment (402).", true),
            404 => ("The provider does not know this model or address (404).", true),
            408 or 504 => ($"The provider did not answer in time ({status}).", true),
            429 => ("The provider limits the rate of requests (429).", true),
            >= 500 => ($"The provider has failed ({status}).", true),
            >= 400 => ($"The provider refused the request ({status}).", true),
            _ => ("The provider reported an error.", true),
        };
        var sentence = repeat ? ProviderErrorSanitizer.Clean(said.Message, endpoint.Key) : "";
        return sentence.Length == 0 ? own : $"{own} It says: {sentence}";
    }

    private static async Task<ProviderError> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBody];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            length = await stream.ReadAtLeastAsync(buffer, MaxBody, throwOnEndOfStream: false, cancellationToken);
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
            var root = document.RootElement;

            // Google's compatible interface wraps the object in a list.
            root = root is { ValueKind: JsonValueKind.Array } && root.GetArrayLength() > 0 ? root[0] : root;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error) ? ErrorOf(error) : ErrorOf(root);
        }
        catch (JsonException)
        {
            return new ProviderError("", Encoding.UTF8.GetString(buffer, 0, length));
        }
        catch (IOException)
        {
            return ProviderError.Nothing;
        }
        catch (HttpRequestException)
        {
            return ProviderError.Nothing;
        }
    }

    private static ProviderError ErrorOf(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String => new ProviderError("", JsonText.Read(error)),
        JsonValueKind.Object => new ProviderError(Property(error, "code") is { Length: > 0 } code ? code : Property(error, "type"), Property(error, "message")),
        _ => ProviderError.Nothing,
    };

    private static string Property(JsonElement element, string name) => !element.TryGetProperty(name, out var value) ? "" : value.ValueKind switch
    {
        JsonValueKind.String => JsonText.Read(value),
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };

    private sealed record ProviderError(string Code, string Message)
    {
        public static ProviderError Nothing { get; } = new("", "");

        public bool Has(params ReadOnlySpan<string> marks)
        {
            foreach (var mark in marks)
            {
                if (Code.Contains(mark, StringComparison.OrdinalIgnoreCase) || Message.Contains(mark, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
