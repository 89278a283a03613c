using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Prompts;

/// <summary>The prompt for the outline of a wiki: files and README in, XML out.</summary>
internal static class OutlinePrompt
{
    private const double TreeShare = 0.4;
    private const double ReadmeShare = 0.2;

    /// <param name="repository">Name to show.</param>
    /// <param name="paths">All files, in ordinal order.</param>
    /// <param name="readme">Its text; empty for none.</param>
    /// <param name="detail">Number of pages, and if they stand in sections.</param>
    /// <param name="languageName">English name of the language of the titles.</param>
    /// <param name="windowTokens">Size of the model's window; null when it is not known.</param>
    public static List<ChatMessage> Build(
        string repository, IReadOnlyList<string> paths, string readme, OutlineDetail detail, string languageName, int? windowTokens)
    {
        var window = windowTokens ?? PromptBudget.DefaultWindow;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Repository: {UntrustedText.NeutralizeLine(repository)}").AppendLine();
        EvidenceText.Append(text, "list of files", FileTreeText.Fit(paths, (int)(window * TreeShare)));
        if (readme.Length > 0)
        {
            EvidenceText.Append(text, "README", TokenEstimate.Cut(readme, (int)(window * ReadmeShare)));
        }

        text.AppendLine().Append("Write the outline of the wiki.");
        return Conversation.Build(Instructions(detail, languageName), [], text.ToString());
    }

    /// <summary>Message to a model whose first answer could not be read.</summary>
    public static ChatMessage Again() => new(
        ChatRole.User, "That could not be read as the XML described. Write the outline once more: only the XML, whole, with every & and < in a text escaped.");

    private static string Instructions(OutlineDetail detail, string languageName) =>
        $"""
        You plan a wiki that explains a repository of source code to developers who have not seen it. From its files and README decide what its
        main subjects are, and make a page of each: what it is for, how it is built, its most important parts, how data flows, how it is
        configured, extended, run and tested, as far as the files speak of it. Titles and descriptions are in {languageName}.

        {(detail == OutlineDetail.Comprehensive ? "Plan 8 to 12 pages in a few sections; every page stands in exactly one." : "Plan 4 to 6 pages.")}
        To each page belong at least five files where the repository has them, the most telling first, with their paths exactly as listed.

        Answer with XML alone: no text before or after it, no code fence, every & and < in a text escaped.

        {(detail == OutlineDetail.Comprehensive ? Sectioned : Flat)}

        {EvidenceText.Rule}
        """;

    private const string Flat =
        """
        <wiki_structure>
          <title>Name of the wiki</title>
          <description>One or two sentences on the repository</description>
          <pages>
            <page id="page-1">
              <title>Title</title>
              <description>What the page explains</description>
              <importance>high, medium or low</importance>
              <relevant_files><file_path>path/of/a/file</file_path></relevant_files>
              <related_pages><related>page-2</related></related_pages>
            </page>
          </pages>
        </wiki_structure>
        """;

    private const string Sectioned =
        """
        <wiki_structure>
          <title>Name of the wiki</title>
          <description>One or two sentences on the repository</description>
          <sections>
            <section id="section-1"><title>Title</title><pages><page_ref>page-1</page_ref></pages></section>
          </sections>
          <pages>
            <page id="page-1">
              <title>Title</title>
              <description>What the page explains</description>
              <importance>high, medium or low</importance>
              <relevant_files><file_path>path/of/a/file</file_path></relevant_files>
              <related_pages><related>page-2</related></related_pages>
              <parent_section>section-1</parent_section>
            </page>
          </pages>
        </wiki_structure>
        """;
}
