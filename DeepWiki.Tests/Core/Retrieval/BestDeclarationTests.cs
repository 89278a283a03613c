using DeepWiki.Core.Retrieval;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Tests.Core.Retrieval;

[Trait("Category", "Unit")]
public sealed class BestDeclarationTests
{
    private static readonly Declaration[] Symbols =
    [
        new(3, "JobQueue", "JobQueue", DeclarationKind.Class),
        new(5, "Claim", "JobQueue.Claim", DeclarationKind.Method),
        new(9, "ClaimLater", "JobQueue.ClaimLater", DeclarationKind.Method),
        new(20, "Lamp", "Lamp", DeclarationKind.Class),
    ];

    [Theory]
    [InlineData(3, "job")]
    [InlineData(5, "job", "claim")]
    [InlineData(9, "claim", "later")]
    [InlineData(20, "lamp")]
    public void The_one_that_says_the_most_of_the_question_and_the_least_else_is_meant(int line, params string[] terms)
    {
        Assert.Equal(line, BestDeclaration.Find(Symbols, terms.ToDictionary(term => term, _ => 1.0, StringComparer.Ordinal))?.Line);
    }

    [Fact]
    public void None_is_meant_when_none_says_any_of_it()
    {
        Assert.Null(BestDeclaration.Find(Symbols, new Dictionary<string, double>(StringComparer.Ordinal) { ["elsewhere"] = 1 }));
    }
}
