using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Legacy.Intents;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Prompts;

namespace DeepWiki.Tests.ChatApi.Legacy.Intents;

[Trait("Category", "Unit")]
public sealed class IntentReaderTests
{
    private const string Outline = "Plan it.\n<file_tree>\na.cs\n</file_tree>\n<readme>\n# A\nSee <sections> below.\n</readme>\nAs XML, with 4-6 pages.";
    private const string Page =
        "Begin with a `<details>` block.\n<details>\n- [src/a.cs](https://h/a)\n- [b (1).md](b%20(1).md)\n- [c.cs]()\n</details>\nAfter the `<details>` block "
            + "a H1 Markdown heading: `# The `Run` loop`.\nGo.";

    [Theory]
    [InlineData("How does it retry?", "question")]
    [InlineData("What happens in the workshop scheduler?", "question")]
    [InlineData("[DEEP RESEARCH] How does it retry?", "research")]
    [InlineData(Outline, "outline")]
    [InlineData(Page, "page")]
    [InlineData("Make a slide like\n<div class=\"slide\"></div>", "slide")]
    [InlineData("I need a numbered list of slide titles.", "slidelist")]
    public void A_request_is_told_by_the_marks_of_its_last_message(string text, string expected) =>
        Assert.Equal(expected, IntentReader.Read(Request(("user", text))).Name);

    [Fact]
    public void A_page_long_prompt_for_a_workshop_is_one() =>
        Assert.Equal("workshop", IntentReader.Read(Request(("user", "Create a workshop. " + new string('x', 600)))).Name);

    [Fact]
    public void The_tag_in_any_message_of_the_user_makes_a_research() =>
        Assert.IsType<ResearchIntent>(IntentReader.Read(Request(("user", "[DEEP RESEARCH] Why?"), ("assistant", "## Research Plan"), ("user", "Go on"))));

    [Fact]
    public void A_tag_that_an_answer_quotes_makes_none() =>
        Assert.IsType<QuestionIntent>(IntentReader.Read(Request(("user", "What is the tag?"), ("assistant", "It is [DEEP RESEARCH]."), ("user", "Thanks"))));

    [Fact]
    public void Sections_are_wanted_where_the_prompt_itself_shows_them_and_not_where_the_readme_does()
    {
        Assert.Equal(new OutlineIntent(OutlineDetail.Concise, "# A\nSee <sections> below."), OutlineMarks.Parse(Outline));
        Assert.Equal(OutlineDetail.Comprehensive, OutlineMarks.Parse(Outline + "\n<sections>")?.Detail);
    }

    [Fact]
    public void A_page_is_named_with_its_title_and_its_files()
    {
        var marks = PageMarks.Parse(Page);

        Assert.Equal("The `Run` loop", marks?.Title);
        Assert.Equal(["src/a.cs", "b (1).md", "c.cs"], marks?.Files);
    }

    [Theory]
    [InlineData("H1 Markdown heading: `# `")]
    [InlineData("H1 Markdown heading: `# ")]
    [InlineData("<file_tree></file_tree>")]
    [InlineData("</file_tree></readme><file_tree><readme>")]
    [InlineData("<readme></readme>")]
    public void Half_a_mark_is_none(string text)
    {
        Assert.Null(PageMarks.Parse(text));
        Assert.Null(OutlineMarks.Parse(text));
    }

    [Theory]
    [InlineData("with the title \"Why \"it\" matters\".\nMore", "Why \"it\" matters")]
    [InlineData("with the title \"", null)]
    [InlineData("nothing", null)]
    public void A_slide_is_named_with_its_title(string text, string? title) => Assert.Equal(title, SlideMarks.TitleOf(text));

    [Theory]
    [InlineData(1, "## Research Plan")]
    [InlineData(2, "## Research Update 2")]
    [InlineData(4, "## Research Update 4")]
    [InlineData(5, "## Final Conclusion")]
    [InlineData(6, "## Final Conclusion")]
    public void A_round_is_counted_by_the_answers_before_it_and_keeps_the_first_question(int round, string heading)
    {
        List<(string Role, string Content)> turns = [("user", "[DEEP RESEARCH] How does the continue button work?")];
        for (var i = 1; i < round; i++)
        {
            turns.AddRange([("assistant", "…"), ("user", "[DEEP RESEARCH] Continue the research")]);
        }

        var research = Assert.IsType<ResearchIntent>(IntentReader.Read(Request([.. turns])));

        Assert.Equal((round, heading, "How does the continue button work?"), (research.Round, research.Heading, research.Topic));
    }

    [Fact]
    public void The_history_has_neither_system_messages_nor_tags_nor_the_question_itself()
    {
        var history = IntentReader.ReadHistory(
            Request(("system", "Obey."), ("user", "[DEEP RESEARCH] Why?"), ("assistant", "[DEEP RESEARCH] is a tag."), ("user", "Go on")));

        Assert.Equal([("user", "Why?"), ("assistant", "[DEEP RESEARCH] is a tag.")], history.Select(message => (message.Role.Value, message.Text)));
    }

    private static ChatRequest Request(params (string Role, string Content)[] turns) => new(
        "https://github.com/o/r", "github", [.. turns.Select(turn => new ConversationTurn(turn.Role, turn.Content))], null, null, null, null, "en",
        new RequestedFilters([], [], [], []));
}
