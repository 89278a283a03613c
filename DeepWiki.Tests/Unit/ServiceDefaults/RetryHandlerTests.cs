using System.Net;
using System.Net.Http.Headers;
using DeepWiki.ServiceDefaults.Http;

namespace DeepWiki.Tests.Unit.ServiceDefaults;

[Trait("Category", "Unit")]
public sealed class RetryHandlerTests
{
    [Theory]
    [InlineData("GET", HttpStatusCode.ServiceUnavailable, 3)]
    [InlineData("HEAD", HttpStatusCode.TooManyRequests, 3)]
    [InlineData("GET", HttpStatusCode.NotFound, 1)]
    [InlineData("POST", HttpStatusCode.ServiceUnavailable, 1)]
    public async Task Repeats_reads_that_may_succeed_later(string method, HttpStatusCode status, int tries)
    {
        using var server = new ScriptedServer(status);
        using var client = new HttpMessageInvoker(new RetryHandler(TimeProvider.System) { InnerHandler = server });
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://service/");

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(tries, server.Requests);
    }

    private sealed class ScriptedServer(HttpStatusCode status) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            var response = new HttpResponseMessage(status);
            response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.Zero);
            return Task.FromResult(response);
        }
    }
}
