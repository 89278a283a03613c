using System.Globalization;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Localization;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>
/// Makes the outline of a wiki out of nothing but the list of files, their symbols and the README: what it is and how to begin, how it is built, its
/// heaviest subsystems, then how it is configured, run and tested.
/// </summary>
internal static class OutlineBuilder
{
    /// <summary>The same facts always give the same outline.</summary>
    public static WikiOutline Build(RepositoryFacts facts, OutlineDetail detail, string language)
    {
        var draft = new OutlineDraft(facts, detail, new LocalizedText(language));
        return draft.Finish();
    }

    internal static string PageId(int index) => string.Create(CultureInfo.InvariantCulture, $"page-{index + 1}");

    internal static string SectionId(int index) => string.Create(CultureInfo.InvariantCulture, $"section-{index + 1}");
}
