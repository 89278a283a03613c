using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Answering.Generation;

/// <summary>Writes an outline as the XML that is sent.</summary>
internal static class OutlineText
{
    private const int SliceCharacters = 2048;

    /// <summary>The outline in slices; that of the index itself when <paramref name="outline"/> is null.</summary>
    public static IEnumerable<string> Write(WikiOutline? outline, AnswerRequest request, OutlineTask task)
    {
        var text = OutlineXml.Write(outline ?? OutlineBuilder.Build(task.Facts, task.Detail, request.Language), task.Detail);
        return TextSlices.Cut(text, SliceCharacters);
    }
}
