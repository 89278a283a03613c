using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Tests.Core.Models.Embeddings;

/// <summary>
/// Terms and vectors are stored, so they are equal on every machine, in every process and under every language of the system. What is expected here
/// was computed by a second implementation of the description, in another language.
/// </summary>
[Trait("Category", "Unit")]
public sealed class GoldenValueTests
{
    // A text, its terms, and the first half of SHA-256 over all 512 values, as little-endian floats, of the document and of the question.
    private static readonly (string Text, string Terms, string Document, string Query)[] Known =
    [
        (
            "public async Task<HTTPResponse> GetByIDAsync(int id) => await client.SendAsync(new(id), retries: 3);",
            "public async task httpresponse http respons getbyidasync get id async int id await client sendasync send async new id retry",
            "78C6F50EE0D9B1342523AB0C93A79E32",
            "7D676ED3F95C1474A38923BAEDA854A1"),
        (
            "def split_chunks(text, max_size=1600):\n\t# splits files into chunks; chunks never overlap\n\treturn [text[i:i + max_size] for i in range(0, "
                + "len(text), max_size)]",
            "def split_chunks split chunk text max_size max size 1600 split file chunk chunk never overlap return text max_size max size rang len text "
                + "max_size max size",
            "618E857871809B554EF93B8630923927",
            "A51F1BE0557225D3FD8D9A2A8D0C9FBE"),
        (
            "INTERFACE IIndexWriter İSTANBUL ısırık DIŞ kimlik KIMLIK title TITLE",
            "interfac iindexwriter index writ istanbul ısırık dis kimlik kimlik titl titl",
            "0FF1A0D13950CBC2B6EA6165645FB22E",
            "F364942AC779B21F0D4BC6502F432402"),
        (
            "Die Größe des Verzeichnisses überschreitet die zulässige Länge; ÄÖÜ äöü ẞ ß",
            "die große des verzeichniss uberschreitet die zulassig lang aou aou",
            "267C8371175415CF1CC1A024063A36CE",
            "C253B72833F9E6F7B0663180BA5EF370"),
        (
            "L’élève naïf a créé une forêt de cœurs à Noël, déjà vu",
            "elev naif cree une foret de cœurs noel deja vu",
            "8028FBF92BB98F00F52ED97289A904CE",
            "8028FBF92BB98F00F52ED97289A904CE"),
        (
            "Đường dẫn tới tệp cấu hình không hợp lệ",
            "đuong dan toi tep cau hinh khong hop le",
            "A7F13A0E7B656150426C8E7498B5B7D9",
            "A7F13A0E7B656150426C8E7498B5B7D9"),
        (
            "Класс ParserФайла читает КонфигурациюСервера из YAML, ещё раз",
            "класс parserфайла pars файла читает конфигурациюсервера конфигурацию сервера из yaml ещё раз",
            "B8CD3C617307D703FD8E82AF96420E3F",
            "B8CD3C617307D703FD8E82AF96420E3F"),
        (
            "Η κλάση διαβάζει το αρχείο ρυθμίσεων ΚΑΙ τα όρια",
            "κλάση διαβάζει το αρχείο ρυθμίσεων και τα όρια",
            "5E7660221360854A36EAFEF4A6828D26",
            "5E7660221360854A36EAFEF4A6828D26"),
        (
            "המחלקה קוראת את קובץ ההגדרות parseConfig",
            "המחלקה קוראת את קובץ ההגדרות parseconfig pars config",
            "120B98E118A5CF777152A05CE3410B50",
            "120B98E118A5CF777152A05CE3410B50"),
        (
            "الفئة تقرأ ملف الإعدادات ١٢٣ loadSettings",
            "الفئة تقرأ ملف الإعدادات ١٢٣ loadsettings load set",
            "59D8EB0F55EAD2E6D6D28E697AC90292",
            "59D8EB0F55EAD2E6D6D28E697AC90292"),
        (
            "वर्ग विन्यास फ़ाइल पढ़ता है २०२४",
            "वर्ग विन्यास फ़ाइल पढ़ता है २०२४",
            "A013C8D80A0A3E42DDB7EAC2BC7FC69B",
            "A013C8D80A0A3E42DDB7EAC2BC7FC69B"),
        (
            "分词器将标识符拆分为子词，HTTPClient 返回 404 错误。",
            "分词 词器 器将 将标 标识 识符 符拆 拆分 分为 为子 子词 httpclient http client 返回 404 错误",
            "B9AAFFE3D22D140B2180DF1A0C495095",
            "B9AAFFE3D22D140B2180DF1A0C495095"),
        (
            "トークナイザーは識別子を分割する。ﾊﾟｽとＡＰＩキーを確認、第３章",
            "トー ーク クナ ナイ イザ ザー ーは は識 識別 別子 子を を分 分割 割す する パス スと api キー ーを を確 確認 第 章",
            "1425F44FE680AC3AAA32C90678A29C43",
            "1425F44FE680AC3AAA32C90678A29C43"),
        (
            "토크나이저는 식별자를 나눈다 parseJSON 실패",
            "토크 크나 나이 이저 저는 식별 별자 자를 나눈 눈다 parsejson pars json 실패",
            "C736A5BF66FD174731478481CF99F193",
            "C736A5BF66FD174731478481CF99F193"),
        (
            "ตัวแยกข้อความและแยกระบุชื่อออกเป็นส่วนย่อย getPath",
            "ตั ัว วแ แย ยก กข ข้ ้อ อค คว วา าม มแ แล ละ ะแ แย ยก กร ระ ะบ บุ ุช ชื ื่ ่อ ออ ออ อก กเ เป ป็ ็น นส ส่ ่ว วน นย ย่ ่อ อย getpath get path",
            "1356E7671EB98C579F4CA0B5299794A8",
            "0E143F6F29BEBCEF4FCF81C47109C4EC"),
        (
            "🚀 deploy👩\u200D💻 v2.10.3-beta+build.7 a😀b ﬁle ﬀ ½",
            "deploy v2 10 beta build file ff",
            "5BBF548D646C84D7040838114D25D624",
            "5BBF548D646C84D7040838114D25D624"),
        (
            "𐐀𐐁𐐂𐐃𐐄 𠮷野家 x𐐀y ೧೨೩",
            "𐐨𐐩𐐪𐐫𐐬 𠮷野 野家 x𐐨y ೧೨೩",
            "F5F3A6307E87D1E6EB43558BF2DA7A8D",
            "F5F3A6307E87D1E6EB43558BF2DA7A8D"),
        (
            "chunk chunk chunk chunks Chunking size",
            "chunk chunk chunk chunk chunk size",
            "5E291C174458BF778B2328F9531314A9",
            "87C70BF523B2F73CDA834D874739393B"),
    ];

    public static TheoryData<string, string> Terms => [.. Known.Select(known => (known.Text, known.Terms))];

    public static TheoryData<string, string, string> Vectors => [.. Known.Select(known => (known.Text, known.Document, known.Query))];

    [Theory]
    [MemberData(nameof(Terms))]
    public void A_text_gives_the_same_terms_everywhere(string text, string terms) => Assert.Equal(terms, string.Join(' ', Tokenizer.Terms(text)));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_text_gives_the_same_vectors_everywhere_bit_for_bit(string text, string document, string query)
    {
        using var generator = new LocalEmbeddingGenerator();

        Assert.Equal((document, query), (Digest(generator.EmbedDocument(text)), Digest(generator.EmbedQuery(text))));
    }

    private static string Digest(float[] vector) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(vector.AsSpan())).AsSpan(0, 16));
}
