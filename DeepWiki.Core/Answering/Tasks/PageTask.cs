using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Answering.Tasks;

/// <summary>A page of a wiki to write.</summary>
/// <param name="Facts">Its title and files.</param>
internal sealed record PageTask(PageFacts Facts) : AnswerTask
{
    public override AnswerSources Sources => new([.. Facts.Files.SelectMany(file => file.Blocks)], null);
}
