using System.Net.Http.Headers;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Models.Remote;

/// <summary>
/// The last stop before the wire: adds the key for the one address it was given for, and turns whatever is no proper answer into a
/// <see cref="ProviderFailure"/>, so that the SDK above sees well-formed successes alone.
/// </summary>
/// <param name="endpoint">Address and key.</param>
/// <param name="failures">Makes the failures.</param>
/// <param name="parameters">Parameters that the model takes.</param>
/// <param name="events">Reads streamed answers; null where there are none.</param>
internal sealed class ProviderHandler(ProviderEndpoint endpoint, FailureReader failures, RequestParameters parameters, EventReader? events) : DelegatingHandler
{
    private const long MaxBody = 64L << 20;
    // The SDK's description of this machine.
    private const string MachineHeaders = "X-Stainless-";

    private const string AnthropicKey = "x-api-key";
    private const int MaxAdaptations = 8;
    private const string EventStream = "text/event-stream";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Address(request);
        Authorize(request);
        await parameters.ApplyAsync(request, cancellationToken);
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await SendOnceAsync(request, cancellationToken);
            }
            catch (ProviderFailure refusal) when (tries < MaxAdaptations && refusal.Said is not null)
            {
                if (!await parameters.TryAdaptAsync(request, refusal, cancellationToken))
                {
                    throw;
                }
            }
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await SendInnerAsync(request, cancellationToken);
        try
        {
            if (!response.IsSuccessStatusCode)
            {
                throw await failures.ReadAsync(response, cancellationToken);
            }

            await CheckTypeAsync(response, cancellationToken);
            response.Content = await WrapAsync(response.Content, cancellationToken);
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
            throw failures.Fail(ErrorCode.ModelUnavailable, "The provider could not be reached.", transient: true, unreachable, FailureHint.Address(endpoint));
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
        request.Headers.Remove(AnthropicKey);
        foreach (var (name, _) in request.Headers.Where(header => header.Key.StartsWith(MachineHeaders, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            request.Headers.Remove(name);
        }

        if (endpoint is { Key: { } key, Provider: ProviderNames.Azure or ProviderNames.Anthropic })
        {
            request.Headers.TryAddWithoutValidation(endpoint.Provider == ProviderNames.Azure ? "api-key" : AnthropicKey, key.Reveal());
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
    private async Task CheckTypeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentEncoding.Any(encoding => encoding != "identity"))
        {
            throw failures.Fail(ErrorCode.ModelUnavailable, "The provider sent a compressed answer that was not asked for.");
        }

        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is "text/html" or "application/xhtml+xml")
        {
            throw failures.Fail(
                ErrorCode.ModelUnavailable, "The provider answered with a web page. Check its base address.", hint: FailureHint.Address(endpoint));
        }

        if (events is not null && type == "application/json")
        {
            throw await failures.ReadAsync(response, cancellationToken);
        }
    }

    private async Task<HttpContent> WrapAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var body = new CappedStream(
            await content.ReadAsStreamAsync(cancellationToken),
            MaxBody,
            () => failures.Fail(ErrorCode.ModelUnavailable, "The provider's answer is larger than 64 MB."));
        var wrapped = new StreamContent(events is null ? body : events(body, failures));
        wrapped.Headers.ContentType = new MediaTypeHeaderValue(events is null ? "application/json" : EventStream);
        return wrapped;
    }
}
