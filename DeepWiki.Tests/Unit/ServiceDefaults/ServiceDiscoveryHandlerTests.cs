using DeepWiki.ServiceDefaults.Http;
using Microsoft.Extensions.Configuration;

namespace DeepWiki.Tests.Unit.ServiceDefaults;

[Trait("Category", "Unit")]
public sealed class ServiceDiscoveryHandlerTests
{
    [Theory]
    [InlineData("http://chatapi/health?a=1", "http://localhost:8001/health?a=1")]
    [InlineData("https+http://chatapi/health", "http://localhost:8001/health")]
    [InlineData("http://_admin.chatapi/", "http://localhost:9001/")]
    [InlineData("http://other/health", "http://other/health")]
    public void Resolves_the_name_of_a_service(string asked, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["services:chatapi:http:0"] = "http://localhost:8001",
            ["services:chatapi:admin:0"] = "http://localhost:9001",
        }).Build();
        using var handler = new ServiceDiscoveryHandler(configuration);

        Assert.Equal(new Uri(expected), handler.Resolve(new Uri(asked)));
    }
}
