using DeepWiki.Core.Models.Remote.Thoughts;

namespace DeepWiki.Tests.Core.Models.Remote.Thoughts;

[Trait("Category", "Unit")]
public sealed class ThoughtFilterTests
{
    [Theory]
    [InlineData("<think>hm</think>\n\nYes.", "Yes.", "hm")]
    [InlineData("<thinking>hm</thinking>Yes.", "Yes.", "hm")]
    [InlineData("<THINK>hm</Think>Yes.", "Yes.", "hm")]
    [InlineData("\n <think>\n\n</think>\n\nYes.", "Yes.", "\n\n")]
    [InlineData("<think>a</think><think>b</think>Yes.", "Yes.", "ab")]
    [InlineData("One.\n<think>b</think>\nTwo.", "One.\n\nTwo.", "b")]
    [InlineData("<think>a < b and <b> and </thin</think>Yes.", "Yes.", "a < b and <b> and </thin")]
    [InlineData("<think>never ends", "", "never ends")]
    [InlineData("Yes. <think>never ends", "Yes. <think>never ends", "")]
    [InlineData("Yes, a < b <th", "Yes, a < b <th", "")]
    [InlineData("The tag `<think>` opens, `</think>` closes.", "The tag `<think>` opens, `</think>` closes.", "")]
    [InlineData("```xml\n<think>\nx\n</think>\n```\nYes.", "```xml\n<think>\nx\n</think>\n```\nYes.", "")]
    [InlineData("~~~\n<think>`\n~~~\n<think>hm</think>Yes.", "~~~\n<think>`\n~~~\nYes.", "hm")]
    [InlineData("A `span` and <think>hm</think>text.", "A `span` and text.", "hm")]
    [InlineData("An odd ` and\n<think>hm</think>text.", "An odd ` and\ntext.", "hm")]
    public void Thoughts_are_no_part_of_the_answer(string written, string answer, string thought)
    {
        for (var size = 1; size <= written.Length; size++)
        {
            Assert.Equal((answer, thought), Run(new ThoughtFilter(beginsInThought: false), written, size));
        }
    }

    [Fact]
    public void A_block_that_was_never_opened_is_learnt()
    {
        var filter = new ThoughtFilter(beginsInThought: false);

        Run(filter, "hm</think>Yes.", 3);

        Assert.True(filter.LacksOpening);
    }

    [Theory]
    [InlineData("hm</think>\n\nYes.", "Yes.", "hm", true)]
    [InlineData("<think>hm</think>Yes.", "Yes.", "hm", false)]
    [InlineData("Yes, without a thought.", "Yes, without a thought.", "Yes, without a thought.", false)]
    public void A_model_that_is_known_to_leave_the_opening_out_begins_with_its_thoughts(string written, string answer, string thought, bool lacks)
    {
        for (var size = 1; size <= written.Length; size++)
        {
            var filter = new ThoughtFilter(beginsInThought: true);

            Assert.Equal((answer, thought), Run(filter, written, size));
            Assert.Equal(lacks, filter.LacksOpening);
        }
    }

    private static (string Answer, string Thought) Run(ThoughtFilter filter, string written, int size)
    {
        var parts = written.Chunk(size).SelectMany(delta => filter.Push(new string(delta)).ToList()).ToList();
        return (Join(isThought: false) + filter.Flush(), Join(isThought: true));

        string Join(bool isThought) => string.Concat(parts.Where(part => part.IsThought == isThought).Select(part => part.Text));
    }
}
