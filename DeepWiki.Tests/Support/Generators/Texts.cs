using FsCheck;
using FsCheck.Fluent;

namespace DeepWiki.Tests.Support.Generators;

/// <summary>Texts for properties of parsers.</summary>
internal static class Texts
{
    /// <summary>Texts made of the pieces a parser knows, in any order and number, and now and then of anything else.</summary>
    public static Arbitrary<string> From(params IReadOnlyList<string> pieces) => Concat(Gen.Frequency(
        (6, Gen.Elements<string>(pieces)), (1, ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get))));

    /// <summary>Texts made of these pieces alone.</summary>
    public static Arbitrary<string> Only(params IReadOnlyList<string> pieces) => Concat(Gen.Elements<string>(pieces));

    private static Arbitrary<string> Concat(Gen<string> piece) => Arb.From(piece.ListOf().Select(string.Concat));
}
