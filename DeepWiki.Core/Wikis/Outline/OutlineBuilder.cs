using System.Globalization;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Localization;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>
/// Makes the outline of a wiki out of the index alone: the whole and the first steps, the subjects that the documentation names, each with the code it is
/// about, then the packages, folders and types that have something to say.
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
