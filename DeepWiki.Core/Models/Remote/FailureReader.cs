using System.Globalization;
using System.Text;
using System.Text.Json;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Models.Remote;

/// <summary>
/// Turns what a provider answers in place of a result into one of our errors. Its body is not passed on: it may echo the key, hold a page of
/// HTML or name a server. What remains is our own sentence, the status, a hint that fits, and of a refusal at most one sentence of the provider's, cleaned.
/// </summary>
internal sealed class FailureReader(ProviderEndpoint endpoint, TimeProvider time)
{
    private const int MaxBody = 64 * 1024;
    private const int Overloaded = 529;

    public ProviderEndpoint Endpoint => endpoint;

    /// <summary>A failure in our own words.</summary>
    /// <param name="code">Code of the error.</param>
    /// <param name="message">Sentence for the user.</param>
    /// <param name="transient">True when the same request may succeed soon.</param>
    /// <param name="cause">Exception it comes from; null when there is none.</param>
    /// <param name="hint">Hint; null for the usual hint of the code.</param>
    public ProviderFailure Fail(ErrorCode code, string message, bool transient = false, Exception? cause = null, string? hint = null) =>
        new(new DeepWikiException(code, message) { Provider = endpoint.Provider, Hint = hint ?? HintOf(code) }, transient, cause: cause);

    public async Task<ProviderFailure> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
        {
            return Fail(
                ErrorCode.ModelUnavailable, $"The provider redirects to another address ({status}), which is not followed. Check its base address.",
                hint: FailureHint.Address(endpoint));
        }

        return Create(status, await ReadErrorAsync(response, cancellationToken), RetryAfterReader.Read(response.Headers, time.GetUtcNow()));
    }

    /// <summary>An error object that came where an answer was expected, such as inside a stream.</summary>
    public ProviderFailure Read(JsonElement error)
    {
        var said = ProviderError.FromError(error);
        return Create(StatusOf(said), said, null);
    }

    private ProviderFailure Create(int status, ProviderError said, TimeSpan? retryAfter)
    {
        var code = CodeOf(status, said);
        var error = new DeepWikiException(code, MessageOf(status, said))
        {
            Provider = endpoint.Provider,
            RetryAfter = retryAfter,
            Hint = (code is ErrorCode.ModelUnavailable or ErrorCode.ModelRateLimited ? HintOf(status, said) : null) ?? HintOf(code),
        };
        return new ProviderFailure(error, IsTransient(status, said), status == 0 ? null : status) { Said = said };
    }

    // Within a stream the status is a number or a word.
    private static int StatusOf(ProviderError said) =>
        int.TryParse(said.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : said.Code.Contains("overloaded", StringComparison.OrdinalIgnoreCase) ? Overloaded
        : 0;

    private static bool IsTransient(int status, ProviderError said) =>
        // A spent quota is said with the status of a rate limit, and no pause helps.
        (status is 408 or 429 || status >= 500) && !IsSpent(said);

    private static bool IsSpent(ProviderError said) => said.Has("insufficient_quota", "credit balance", "billing");

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
        // Its own words are repeated where they are about the request. Of a key they tend to show it, of a server its insides.
        var (own, repeat) = status switch
        {
            401 or 403 => ($"The provider refused the key ({status}).", false),
            402 => ("The provider asks for payment (402).", true),
            404 => ("The provider does not know this model or address (404).", true),
            408 or 504 => ($"The provider did not answer in time ({status}).", false),
            429 => ("The provider limits the rate of requests (429).", true),
            >= 500 => ($"The provider has failed ({status}).", false),
            >= 400 => ($"The provider refused the request ({status}).", true),
            _ => ("The provider reported an error.", false),
        };
        var sentence = repeat ? ProviderErrorSanitizer.Clean(said.Message, endpoint.Key) : "";
        return sentence.Length == 0 ? own : $"{own} It says: {sentence}";
    }

    private string? HintOf(int status, ProviderError said) => status switch
    {
        402 => FailureHint.Account,
        429 when IsSpent(said) => FailureHint.Account,
        404 => FailureHint.Model(endpoint),
        400 or 422 when IsSpent(said) => FailureHint.Account,
        400 or 422 when said.Has("model_not_found", "invalid model", "model not found", "does not exist", "unknown model") => FailureHint.Model(endpoint),
        400 or 405 or 415 or 422 or 501 => FailureHint.Parameter,
        _ => null,
    };

    private string? HintOf(ErrorCode code) => code switch
    {
        ErrorCode.ModelUnauthorized => FailureHint.Key(endpoint),
        ErrorCode.ModelFiltered => FailureHint.Words,
        ErrorCode.ModelRateLimited or ErrorCode.ModelUnavailable or ErrorCode.ModelTimeout or ErrorCode.ModelIncomplete => FailureHint.Later,
        _ => null,
    };

    private static async Task<ProviderError> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBody];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            length = await stream.ReadAtLeastAsync(buffer, MaxBody, throwOnEndOfStream: false, cancellationToken);
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
            return ProviderError.Read(document.RootElement);
        }
        catch (JsonException)
        {
            return ProviderError.FromText(Encoding.UTF8.GetString(buffer, 0, length));
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
}
