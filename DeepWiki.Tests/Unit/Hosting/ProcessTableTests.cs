#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Launchers;
using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.Tests.Unit.Hosting;

[Trait("Category", "Unit")]
public sealed class ProcessTableTests
{
    private const string Fields = "1 42 42 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 987654 0 0";

    [Fact]
    public void A_name_may_hold_spaces_and_brackets() => Assert.Equal(987654, ProcessTable.ParseStartTime($"42 (a ) (b) S {Fields}"));

    [Fact]
    public void A_zombie_is_dead() => Assert.Null(ProcessTable.ParseStartTime($"42 (redis-server) Z {Fields}"));

    [Theory]
    [InlineData("PATH", true)]
    [InlineData("OPENAI_API_KEY", true)]
    [InlineData("ASPNETCORE_URLS", false)]
    [InlineData("OTEL_SERVICE_NAME", false)]
    [InlineData("MSBuildSDKsPath", false)]
    public void Services_do_not_inherit_what_belongs_to_the_host(string name, bool inherited) =>
        Assert.Equal(inherited, ServiceEnvironment.IsInherited(name));

    [Fact]
    public async Task A_long_line_is_cut()
    {
        List<string> lines = [];

        await LineReader.ReadAsync(new StringReader($"first\n{new string('x', 2 * LineReader.MaxLength)}\nlast"), lines.Add);

        Assert.Equal(["first", "last"], [lines[0], lines[2]]);
        Assert.InRange(lines[1].Length, LineReader.MaxLength, LineReader.MaxLength + 20);
    }
}
#endif
