namespace DeepWiki.Core.Answering.Requests;

/// <summary>A question about the repository.</summary>
/// <param name="Question">Its words.</param>
public sealed record QuestionIntent(string Question) : AnswerIntent
{
    public override string Name => "question";
}
