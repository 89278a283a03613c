using DeepWiki.Core.Prompts;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Tests.Core.Prompts;

[Trait("Category", "Unit")]
public sealed class PromptBudgetTests
{
    // About 1,000 tokens each.
    private static readonly string Text = string.Join('\n', Enumerable.Repeat(new string('x', 127), 24));

    [Fact]
    public void Without_a_known_window_all_stays() => Assert.Equal(6, Kept(null, "a/1", "a/2", "b/3", "b/4", "c/5", "c/6").Count);

    [Fact]
    public void A_third_of_the_window_is_filled_best_first_and_numbered_anew()
    {
        var kept = PromptBudget.Fit(Context("a/1", "b/2", "c/3", "d/4"), 9_500, TokenEstimate.Counter).Blocks;

        Assert.Equal(["a/1", "b/2", "c/3"], kept.Select(block => block.Path));
        Assert.Equal([1, 2, 3], kept.Select(block => block.Number));
    }

    [Fact]
    public void The_best_block_comes_along_whatever_it_costs() => Assert.Equal(["a/1"], Kept(600, "a/1", "b/2"));

    [Fact]
    public void One_file_takes_no_more_than_two_fifths() => Assert.Equal(["a/1", "a/1", "b/2"], Kept(16_000, "a/1", "a/1", "a/1", "b/2"));

    [Fact]
    public void One_folder_takes_no_more_than_seven_tenths() => Assert.Equal(["a/1", "a/2", "a/3", "b/5"], Kept(15_000, "a/1", "a/2", "a/3", "a/4", "b/5"));

    [Fact]
    public void A_flat_repository_may_take_all() => Assert.Equal(["1", "2", "3", "4"], Kept(15_000, "1", "2", "3", "4"));

    private static List<string> Kept(int? window, params string[] paths) =>
        [.. PromptBudget.Fit(Context(paths), window, TokenEstimate.Counter).Blocks.Select(block => block.Path)];

    private static AnswerContext Context(params string[] paths) =>
        new("q", "o/r", [.. paths.Select((path, i) => new ContextBlock(i + 1, path, 1, 24, null, Text, 1))], [], []);
}
