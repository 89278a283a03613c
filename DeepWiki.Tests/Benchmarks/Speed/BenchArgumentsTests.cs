using DeepWiki.Benchmarks.Speed;

namespace DeepWiki.Tests.Benchmarks.Speed;

[Trait("Category", "Unit")]
public sealed class BenchArgumentsTests
{
    [Fact]
    public void Without_options_a_verb_takes_three_rounds_over_a_generated_repository()
    {
        var parsed = BenchCommands.Root().Parse(["index"]);

        Assert.Empty(parsed.Errors);
        Assert.Equal(new BenchOptions(3, null, 1000, 1), BenchArguments.Read(parsed));
    }

    [Fact]
    public void Options_are_read()
    {
        var parsed = BenchCommands.Root().Parse(["update", "--rounds", "5", "--files", "20", "--seed", "9", "--json", "out.json"]);

        Assert.Empty(parsed.Errors);
        Assert.Equal(new BenchOptions(5, null, 20, 9), BenchArguments.Read(parsed));
        Assert.Equal("out.json", BenchArguments.JsonFile(parsed));
    }

    [Theory]
    [InlineData("index --rounds 0", "'--rounds' takes a number from 1 to 100, not '0'.")]
    [InlineData("update --files many", "'--files' takes a number from 1 to 400000, not 'many'.")]
    [InlineData("retrieve --crowd 6000", "'--crowd' takes a number from 1 to 5000, not '6000'.")]
    [InlineData("index --repository /nowhere/at/all", "'--repository' names no folder: '/nowhere/at/all'.")]
    [InlineData("index --repository / --files 5", "Give one or the other.")]
    public void A_wrong_option_is_named_with_what_would_be_right(string line, string expected)
    {
        var errors = BenchCommands.Root().Parse(line.Split(' ')).Errors;

        Assert.Contains(errors, error => error.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_verb_is_an_error()
    {
        Assert.NotEmpty(BenchCommands.Root().Parse(["indx"]).Errors);
    }
}
