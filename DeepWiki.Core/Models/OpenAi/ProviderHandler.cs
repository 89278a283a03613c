using System.Net.Http.Headers;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// The last stop before the wire: adds the key for the one address it was given for, and turns whatever is no proper answer into a
/// <see cref="ProviderFailure"/>, so that the SDK above sees well-formed successes alone.
/// </summary>
internal sealed class ProviderHandler(ProviderEndpoint endpoint, FailureReader failures) : DelegatingHandler
{
    private const long MaxBody = 64L << 20;
    private const string EventStream = "text/event-stream";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Address(request);
        Authorize(request);
        var response = await SendInnerAsync(request, cancellationToken);
        try
        {
            if (!response.IsSuccessStatusCode)
            {
                throw await failures.ReadAsync(response, cancellationToken);
            }

            var chat = request.RequestUri?.AbsolutePath.EndsWith("/chat/completions", StringComparison.Ordinal) == true;
            await CheckTypeAsync(response, chat, cancellationToken);
            response.Content = await WrapAsync(response.Content, chat, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendInnerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException
            || (unreachable is OperationCanceledException && !cancellationToken.IsCancellationRequested)) // The limit for connecting.
        {
            throw failures.Fail(ErrorCode.ModelUnavailable, "The provider could not be reached.", transient: true, unreachable);
        }
    }

    private void Address(HttpRequestMessage request)
    {
        if (request.RequestUri is not { } address || endpoint.BaseAddress is not { } own
            || Uri.Compare(address, own, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            throw new InvalidOperationException($"A request for provider {endpoint.Provider} goes to another address than its own.");
        }

        if (endpoint.ApiVersion is { } version)
        {
            request.RequestUri = new UriBuilder(address) { Query = "api-version=" + Uri.EscapeDataString(version) }.Uri;
        }
    }

    private void Authorize(HttpRequestMessage request)
    {
        // The SDK insists on a key of its own; the real one is in this place alone.
        request.Headers.Authorization = null;
        if (endpoint.Key is { } key && endpoint.Provider == ProviderNames.Azure)
        {
            request.Headers.TryAddWithoutValidation("api-key", key.Reveal());
        }
        else if (endpoint.Key is { } bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer.Reveal());
        }

        if (endpoint.Workspace is { } workspace)
        {
            request.Headers.TryAddWithoutValidation("X-DashScope-WorkSpace", workspace);
        }
    }

    /// <summary>A page, a compressed body or an error object under a good status is no answer.</summary>
    private async Task CheckTypeAsync(HttpResponseMessage response, bool chat, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentEncoding.Any(encoding => encoding != "identity"))
        {
            throw failures.Fail(ErrorCode.ModelUnavailable, "The provider sent a compressed answer that was not asked for.");
        }

        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is "text/html" or "application/xhtml+xml")
        {
            throw failures.Fail(ErrorCode.ModelUnavailable, "The provider answered with a web page. Check its base address.");
        }

        if (chat && type == "application/json")
        {
            throw await failures.ReadAsync(response, cancellationToken);
        }
    }

    private async Task<HttpContent> WrapAsync(HttpContent content, bool chat, CancellationToken cancellationToken)
    {
        var body = new CappedStream(
            await content.ReadAsStreamAsync(cancellationToken),
            MaxBody,
            () => failures.Fail(ErrorCode.ModelUnavailable, "The provider's answer is larger than 64 MB."));
        var wrapped = new StreamContent(chat ? new ChatEventStream(body, failures) : body);
        wrapped.Headers.ContentType = new MediaTypeHeaderValue(chat ? EventStream : "application/json");
        return wrapped;
    }
}
