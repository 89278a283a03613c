using System.Xml.Linq;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;
using DeepWiki.Tests.Support.Generators;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DeepWiki.Tests.Core.Wikis.Outline;

[Trait("Category", "Unit")]
public sealed class OutlineXmlProperties
{
    private static readonly Arbitrary<string> Answers = Texts.From(
        "<wiki_structure>", "</wiki_structure>", "<title>", "</title>", "<description>", "</description>", "<sections>", "</sections>",
        "<section id=\"s1\">", "</section>", "<pages>", "</pages>", "<page id=\"p1\">", "<page id='p2'>", "</page>",
        "<file_path>", "</file_path>", "<page_ref>p1</page_ref>", "<section_ref>s1</section_ref>", "<importance>high</importance>",
        "src/a.cs", "A & B", "&amp;", "&#x41;", "<![CDATA[", "]]>", "<!--", "-->", "```xml\n", "<", "\0", " ");

    private static readonly Arbitrary<string> Names = Texts.From("A & B", "<b>", "\"", "'", "&amp;", "&#0;", "]]>", "\u0001", "\ufffe", "\ud83d", "\n", "x");

    // Sections may share an id until they are repaired, so only pages come back exactly.
    [Property(MaxTest = 1000)]
    public Property Whatever_a_model_writes_is_an_outline_whose_pages_read_the_same_again_or_none() => Prop.ForAll(Answers, answer =>
        OutlineXml.Read(answer) is not { } outline
        || (OutlineXml.Read(OutlineXml.Write(outline, OutlineDetail.Comprehensive)) is { } again
            && OutlineXml.Write(again, OutlineDetail.Concise) == OutlineXml.Write(outline, OutlineDetail.Concise)));

    [Property(MaxTest = 500)]
    public Property Whatever_things_are_called_what_is_written_is_xml() => Prop.ForAll(Names, Names, (title, path) =>
    {
        var outline = new WikiOutline(title, path, [new(title, path, ["p"], [path])], [new("p", title, path, PageImportance.High, [path], [title])]);
        return XDocument.Parse(OutlineXml.Write(outline, OutlineDetail.Comprehensive)).Root?.Name == "wiki_structure";
    });
}
