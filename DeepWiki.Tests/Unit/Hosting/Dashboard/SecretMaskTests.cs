#if !USE_ASPIRE
using Aspire.Hosting;
using DeepWiki.AppHost.Hosting.Dashboard;
using DeepWiki.Tests.Integration.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard;

[Trait("Category", "Unit")]
public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("Host=db;Username=me;Password=correct horse 9", "login with correct horse 9 failed")]
    [InlineData("db:6379,password=correct+horse", "AUTH correct+horse")]
    [InlineData("Host=db;Pwd='correct horse'", "correct horse")]
    [InlineData("Host=db;Password=a+b/c=d&e", "postgresql://me:a%2Bb%2Fc%3Dd%26e@db")]
    public async Task The_password_of_a_given_connection_string_is_hidden_where_it_stands_alone(string connection, string text)
    {
        await using var app = HostingTestBed.Build([$"--ConnectionStrings:store={connection}"], builder => builder.AddConnectionString("store"));
        var mask = app.Services.GetRequiredService<SecretMask>();

        Assert.DoesNotContain("orrect", mask.Hide(text), StringComparison.Ordinal);
        Assert.Contains(SecretMask.Hidden, mask.Hide(text), StringComparison.Ordinal);
        Assert.Equal(SecretMask.Hidden, mask.Hide(connection));
    }

    [Fact]
    public async Task A_secret_that_holds_another_is_hidden_whole()
    {
        await using var app = HostingTestBed.Build([], builder => builder.AddParameter("short", () => "abcdef", secret: true));
        var mask = app.Services.GetRequiredService<SecretMask>();
        mask.Add("abcdef-and-more");

        Assert.Equal($"{SecretMask.Hidden} {SecretMask.Hidden}", mask.Hide("abcdef-and-more abcdef"));
    }

    [Fact]
    public async Task Short_values_leave_words_alone()
    {
        await using var app = HostingTestBed.Build([], builder => builder.AddParameter("key", () => "none", secret: true));

        Assert.Equal("none of it", app.Services.GetRequiredService<SecretMask>().Hide("none of it"));
    }

    [Theory]
    [InlineData("OPENAI_API_KEY", true)]
    [InlineData("Security__ApiKeys__0", true)]
    [InlineData("GITHUB_TOKEN", true)]
    [InlineData("ConnectionStrings__wikidb", true)]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", true)]
    [InlineData("PATH", false)]
    [InlineData("Repositories__LocalRoots__0", false)]
    public void Names_tell_whether_a_value_is_shown(string name, bool isSecret) => Assert.Equal(isSecret, SecretMask.IsSecretName(name));
}
#endif
