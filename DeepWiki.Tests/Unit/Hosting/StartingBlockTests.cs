#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Preflight;

namespace DeepWiki.Tests.Unit.Hosting;

[Trait("Category", "Unit")]
public sealed class StartingBlockTests
{
    private static readonly ResourceRow Waiting = new("chatapi", "waiting");
    private static readonly ResourceRow Ready = new("postgres", "ready", TimeSpan.FromSeconds(1.44), "localhost:14320");

    [Fact]
    public void A_row_has_the_form_of_the_documentation() => Assert.Equal("    postgres    ready    1.4 s   localhost:14320", Ready.ToString());

    [Fact]
    public void Redirected_output_gets_one_line_per_change_and_no_escape_codes()
    {
        using var writer = new StringWriter();
        var block = new StartingBlock(writer, width: null);

        block.Draw([Ready, Waiting], Waiting);
        block.Draw([Ready, Waiting], Ready);

        Assert.Equal($"{Ready}{Environment.NewLine}", writer.ToString());
    }

    [Fact]
    public void A_terminal_is_drawn_in_place_and_no_row_wraps()
    {
        using var writer = new StringWriter();
        var block = new StartingBlock(writer, width: 20);

        block.Draw([Ready, Waiting], Waiting);
        block.Draw([Ready, Waiting], Ready);

        var drawn = $"\x1b[2K    postgres    read{Environment.NewLine}\x1b[2K    chatapi     wait{Environment.NewLine}";
        Assert.Equal($"{drawn}\x1b[2A{drawn}", writer.ToString());
    }

    [Fact]
    public void A_frozen_block_goes_on_line_by_line()
    {
        using var writer = new StringWriter();
        var block = new StartingBlock(writer, width: 80);

        block.Freeze();
        block.Draw([Ready, Waiting], Ready);

        Assert.Equal($"{Ready}{Environment.NewLine}", writer.ToString());
    }
}
#endif
