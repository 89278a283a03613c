using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;
using DeepWiki.Core.Wikis.Outline.Repair;

namespace DeepWiki.Tests.Core.Wikis.Outline;

[Trait("Category", "Unit")]
public sealed class OutlineXmlTests
{
    private static readonly WikiOutline Small = new(
        "A & B", "1 < 2", [new("section-1", "First", ["page-1"], ["section-2"]), new("section-2", "Second", ["page-2"], [])],
        [
            new("page-1", "One", "It's \"one\"", PageImportance.High, ["src/a.cs"], ["page-2"]),
            new("page-2", "Two", "", PageImportance.Low, [], []),
        ]);

    [Fact]
    public void A_comprehensive_outline_is_written_as_its_readers_expect()
    {
        var xml = OutlineXml.Write(Small, OutlineDetail.Comprehensive);

        Assert.Equal(
            """
            <wiki_structure>
              <title>A &amp; B</title>
              <description>1 &lt; 2</description>
              <sections>
                <section id="section-1">
                  <title>First</title>
                  <pages>
                    <page_ref>page-1</page_ref>
                  </pages>
                  <subsections>
                    <section_ref>section-2</section_ref>
                  </subsections>
                </section>
                <section id="section-2">
                  <title>Second</title>
                  <pages>
                    <page_ref>page-2</page_ref>
                  </pages>
                </section>
              </sections>
              <pages>
                <page id="page-1">
                  <title>One</title>
                  <description>It's &quot;one&quot;</description>
                  <importance>high</importance>
                  <relevant_files>
                    <file_path>src/a.cs</file_path>
                  </relevant_files>
                  <related_pages>
                    <related>page-2</related>
                  </related_pages>
                  <parent_section>section-1</parent_section>
                </page>
                <page id="page-2">
                  <title>Two</title>
                  <description></description>
                  <importance>low</importance>
                  <relevant_files>
                  </relevant_files>
                  <related_pages>
                  </related_pages>
                  <parent_section>section-2</parent_section>
                </page>
              </pages>
            </wiki_structure>
            """,
            xml);
    }

    [Fact]
    public void A_concise_outline_has_no_sections()
    {
        var xml = OutlineXml.Write(Small, OutlineDetail.Concise);

        Assert.DoesNotContain("section", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_is_read_as_it_was()
    {
        var read = OutlineXml.Read(OutlineXml.Write(Small, OutlineDetail.Comprehensive));

        Assert.Equivalent(Small, read, strict: true);
    }

    [Theory]
    [InlineData("Here you are:\n```xml\n<wiki_structure><pages><page id=\"p\"><title>T</title></page></pages></wiki_structure>\n```\nEnjoy!")]
    [InlineData("<wiki_structure lang=\"en\"><pages><page id='p'><title>T</title></page></pages>")]
    [InlineData("<WIKI_STRUCTURE><pages><page id = p><title>T<importance>medium</page>")]
    [InlineData("<page id=\"p\"><title>T</title><description>a <b & c</description></page>")]
    [InlineData("<wiki_structure><!-- a <page> --><page id=\"p\"><title><![CDATA[T]]></title>")]
    public void A_page_is_found_however_the_text_around_it_is_broken(string answer)
    {
        var page = Assert.Single(OutlineXml.Read(answer)?.Pages ?? []);

        Assert.Equal(("p", "T"), (page.Id, page.Title));
    }

    [Fact]
    public void Bare_marks_are_text()
    {
        var page = Assert.Single(OutlineXml.Read("<page><title>Fish & Chips</title><description>List<T> < 3 &lt; &amp;amp;</description></page>")?.Pages ?? []);

        Assert.Equal(("page-1", "Fish & Chips", "List<T> < 3 < &amp;"), (page.Id, page.Title, page.Description));
    }

    [Fact]
    public void Sections_that_are_nested_come_out_side_by_side()
    {
        var outline = OutlineXml.Read(
            "<wiki_structure><sections><section id=\"a\"><title>A</title><pages><page_ref>p</page_ref></pages><subsections><section "
                + "id=\"b\"><title>B</title></section></subsections></section></sections><pages><page id=\"p\"><title>P</title></page></pages></wiki_structure>"
        );

        Assert.Equal(["a", "b"], outline?.Sections.Select(section => section.Id));
        Assert.Equal(["b"], outline?.Sections[0].Subsections);
        Assert.Equal(["p"], outline?.Sections[0].Pages);
    }

    [Theory]
    [InlineData("")]
    [InlineData("I am sorry, I cannot do that.")]
    [InlineData("<wiki_structure><title>Nothing in it</title></wiki_structure>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><wiki_structure><page id=\"p\"><title>&a;</title></page></wiki_structure>")]
    public void Nothing_usable_is_null(string answer)
    {
        Assert.Null(OutlineXml.Read(answer));
    }

    [Fact]
    public void An_entity_of_the_text_stays_as_it_is_written()
    {
        Assert.Equal("&secret;", OutlineXml.Read("<page><title>&secret;</title></page>")?.Pages[0].Title);
    }

    [Fact]
    public void What_is_read_is_bounded()
    {
        var answer = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<page id=\"p{i}\"><title>{new string('x', 90)}</title><file_path>a</file_path>"));

        var outline = OutlineXml.Read(answer + new string('<', 500_000));

        Assert.Equal(200, outline?.Pages.Count);
        Assert.True(OutlineXml.Read($"<page><title>{new string('y', 900_000)}")?.Pages[0].Title.Length <= 2_000);
    }

    [Fact]
    public void Broken_text_never_throws_and_is_always_written_well_formed()
    {
        var random = new Random(7);
        var source = OutlineXml.Write(OutlineBuilder.Build(SampleRepositories.Shop, OutlineDetail.Comprehensive, "en"), OutlineDetail.Comprehensive);
        string[] shreds =
        [
            "<", ">", "&", "</page>", "<page", "<section id=\"", "]]>", "<![CDATA[", "<!--", "\u0000", "\ud800", "&#x110000;", "&#0;", "<pages>",
            "</wiki_structure>", "id=", "\uFFFF"
        ];
        for (var round = 0; round < 500; round++)
        {
            var text = source;
            for (var cut = 0; cut < 6; cut++)
            {
                var at = random.Next(text.Length);
                text = text[..at] + shreds[random.Next(shreds.Length)] + text[Math.Min(text.Length, at + random.Next(60))..];
            }

            if (OutlineXml.Read(text) is { } outline)
            {
                OutlineChecks.WellFormed(OutlineXml.Write(outline, OutlineDetail.Comprehensive));
                var repaired = OutlineRepair.Repair(outline, SampleRepositories.Shop, OutlineDetail.Comprehensive, "en");
                OutlineChecks.Complete(repaired, OutlineDetail.Comprehensive);
                OutlineChecks.WellFormed(OutlineXml.Write(repaired, OutlineDetail.Comprehensive));
            }
        }
    }
}
