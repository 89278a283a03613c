using DeepWiki.Core.Wikis.Documents;
using DeepWiki.Tests.Support.Sources;

namespace DeepWiki.Tests.Core.Wikis.Documents;

[Trait("Category", "Unit")]
public sealed class TopicSentenceTests
{
    [Theory]
    [InlineData("Making pages from a command is easy. An example is as follows:", "Making pages from a command is easy.")]
    [InlineData("That will get you a document in a folder.\n\nPages are made from commands of a program.", "Pages are made from commands of a program.")]
    [InlineData("In the previous section, we searched a file. Here we search a whole folder.", "Here we search a whole folder.")]
    [InlineData("See the other document for the details of this.", null)]
    public void The_sentence_that_tells_the_subject_stands_alone(string text, string? expected)
    {
        var document = Read($"# Pages\n\n{text}\n");

        Assert.Equal(expected, TopicSentence.Find(document.Blocks)?.Text);
    }

    [Fact]
    public void A_document_of_questions_is_told_by_its_first()
    {
        var document = Read("# FAQ\n\n## What is it?\n\nA shop.\n\n## Is it fast?\n\nYes.\n\n## Notes\n\nNone.\n");

        Assert.Equal("What is it? Is it fast?", TopicSentence.Questions(document));
    }

    private static Document Read(string text)
    {
        var file = IndexedText.File("docs/pages.md", text);
        return DocumentReader.Read(file.Path, file.Join());
    }
}
