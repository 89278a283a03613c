using System.Collections.Frozen;
using DeepWiki.Core.Chunks;

namespace DeepWiki.Core.Retrieval;

/// <summary>
/// Tests, documents and examples speak of everything and define little, so they are lowered, unless the question asks for them.
/// Demoted files are never hidden.
/// </summary>
public static class Demotion
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
    /// <param name="query">What is asked; a file it names, or that is in focus, is lifted.</param>
    /// <param name="hasCode">Whether the repository has source files at all; without any, documents are what it is about.</param>
    /// <param name="weights">The factors.</param>
    public static IReadOnlyList<RankedFile> Apply(IReadOnlyList<RankedFile> files, RetrievalQuery query, bool hasCode, RetrievalWeights weights)
    {
        var words = query.Question.ToLowerInvariant().Split([.. " \t\r\n.,;:!?()[]{}'\"`/\\<>|*"], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var factors = new List<(FileKind Kind, string Name, double Factor)>();
        AddUnlessLifted(FileKind.Test, "test", weights.TestFactor, TestWords);
        AddUnlessLifted(FileKind.Example, "example", weights.ExampleFactor, ExampleWords);
        if (hasCode)
        {
            AddUnlessLifted(FileKind.Document, "document", weights.DocumentFactor, DocumentWords);
        }

        return RankFusion.Sort(files.Select(file =>
        {
            if (file.Path == query.FilePath || file.Places.Any(place => place is { List: ListName.Names, Score: >= 1 }))
            {
                return file;
            }

            var kind = FileKinds.Of(file.Path);
            var applied = factors.Where(factor => kind.HasFlag(factor.Kind)).ToList();
            return applied.Count == 0 ? file : file with
            {
                Score = applied.Aggregate(file.Score, (score, factor) => score * factor.Factor),
                Demotions = [.. applied.Select(factor => factor.Name)],
            };
        }));

        void AddUnlessLifted(FileKind kind, string name, double factor, FrozenSet<string> lifting)
        {
            var isLifted = words.Overlaps(lifting) || lifting.Any(word => word[0] > '\u2fff' && query.Question.Contains(word, StringComparison.Ordinal));
            if (factor < 1 && !isLifted)
            {
                factors.Add((kind, name, factor));
            }
        }
    }

    private static FrozenSet<string> Words(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
