using System.Collections.Frozen;
using DeepWiki.Core.Retrieval.Fusion;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Retrieval;

/// <summary>
/// Tests, documents and examples speak of everything and define little, so they are lowered, unless the question asks for them.
/// Demoted files are never hidden.
/// </summary>
internal static class FileKindPenalty
{
    // Words of the interface languages; those that are one run without spaces are looked for inside the question.
    private static readonly FrozenSet<string> TestWords = Words(
        """
        test tests testing tested spec specs fixture fixtures mock mocks benchmark benchmarks
        prueba pruebas teste testes tester essai essais тест тесты тестов kiểm 测试 測試 テスト 테스트
        """);

    private static readonly FrozenSet<string> DocumentWords = Words(
        """
        doc docs documentation documented readme guide config configuration configure configured changelog license install installation installed setup
        documentación configuración instalación instalar guía documentação configuração instalação documentation guide configurer installer installation
        документация документации настройка установка конфигурация 文档 文檔 配置 安装 安裝 說明 ドキュメント 設定 インストール 문서 설정 설치 tài cấu hình cài
        """);

    private static readonly FrozenSet<string> ExampleWords = Words(
        """
        example examples sample samples demo demos script scripts build builds workflow workflows ci pipeline
        ejemplo ejemplos exemplo exemplos exemple exemples пример примеры сборка ví dụ 示例 例子 範例 示範 例 サンプル 例示 ビルド 예제 예시 빌드
        """);

    /// <summary>Lowers the files of a fused list and sorts it anew.</summary>
    /// <param name="files">Fused, best first.</param>
    /// <param name="query">Question that is asked; a file it names, or that is in focus, is lifted.</param>
    /// <param name="hasCode">True when the repository has source files at all; without any, documents are what it is about.</param>
    /// <param name="weights">The factors.</param>
    public static IReadOnlyList<RankedFile> Apply(IReadOnlyList<RankedFile> files, RetrievalQuery query, bool hasCode, RetrievalWeights weights)
    {
        var words = query.Question.ToLowerInvariant().Split([.. " \t\r\n.,;:!?()[]{}'\"`/\\<>|*"], StringSplitOptions.RemoveEmptyEntries);
        (FileKind Kind, KindPenalty FileKindPenalty)[] kinds =
        [
            (FileKind.Test, new("test", weights.TestFactor, LiftBy(TestWords))),
            (FileKind.Example, new("example", weights.ExampleFactor, LiftBy(ExampleWords))),
            (FileKind.Document, new("document", weights.DocumentFactor, hasCode ? LiftBy(DocumentWords) : new(PenaltyExemptionReason.NoCode, null))),
        ];
        kinds = [.. kinds.Where(kind => kind.FileKindPenalty.Factor < 1)];
        var lowered = kinds.Aggregate(FileKind.None, (all, kind) => all | kind.Kind);

        // Most files are of none of these kinds, and cost nothing.
        return RankFusion.Sort(
            files.Select(file => FileKinds.Classify(file.Path) is var own && (own & lowered) == FileKind.None ? file : Lower(file, own, query, kinds)));

        PenaltyExemption? LiftBy(FrozenSet<string> lifting)
        {
            var word = words.FirstOrDefault(lifting.Contains)
                ?? lifting.Where(word => word[0] > '\u2fff' && query.Question.Contains(word, StringComparison.Ordinal)).Min(StringComparer.Ordinal);
            return word is null ? null : new PenaltyExemption(PenaltyExemptionReason.Word, word);
        }
    }

    private static RankedFile Lower(RankedFile file, FileKind own, RetrievalQuery query, (FileKind Kind, KindPenalty FileKindPenalty)[] kinds)
    {
        var demotions = kinds.Where(kind => own.HasFlag(kind.Kind)).Select(kind => kind.FileKindPenalty).ToList();
        var lift = file.Path == query.FilePath ? new PenaltyExemption(PenaltyExemptionReason.Focus, null)
            : file.Places.Any(place => place is { List: RankingSignal.Names, Score: >= 1 }) ? new PenaltyExemption(PenaltyExemptionReason.Name, null)
            : null;
        return file with
        {
            Score = lift is null
                ? demotions.Where(demotion => demotion.Lift is null).Aggregate(file.Score, (score, demotion) => score * demotion.Factor)
                : file.Score,
            Demotions = lift is null ? demotions : [.. demotions.Select(demotion => demotion with { Lift = demotion.Lift ?? lift })],
        };
    }

    private static FrozenSet<string> Words(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
