namespace DeepWiki.Core.Answering.TextFilters;

/// <summary>Changes an answer while it streams: takes deltas, gives what can be sent, and holds back only what it cannot judge yet.</summary>
internal interface ITextFilter
{
    /// <summary>Takes the next delta and gives what can be sent now, perhaps nothing.</summary>
    string Push(string delta);

    /// <summary>Gives what was still held back when the answer ends.</summary>
    string Finish();
}
