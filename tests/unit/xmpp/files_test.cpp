// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/content.h"
#include "core/xmpp/file_link.h"
#include "core/xmpp/http_upload.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::xmpp;

namespace {

const std::string kIv12(24, 'a');
const std::string kKey32(64, 'b');

bool isLink(const std::string& body)
{
    return parseFileLink(body).has_value();
}

Result<UploadSlot> slot(const std::string& inner)
{
    return parseSlot(test::element("<iq xmlns='jabber:client' type='result'><slot "
                                   "xmlns='urn:xmpp:http:upload:0'>" +
                                   inner + "</slot></iq>"));
}

std::string info(const std::string& attributes)
{
    return "<file xmlns='urn:x-sotto:file:0' " + attributes + "/>";
}

const std::string kHash = "sha256='AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='";

}  // namespace

TEST_CASE("a link to a file survives a round trip, and its parts are found", "[XEP-0454]")
{
    const auto body = "aesgcm://share.clinic.example:5281/file_share/1/x.png#" + kIv12 + kKey32;
    const auto link = parseFileLink(body);
    REQUIRE(link);
    CHECK(link->url == "https://share.clinic.example:5281/file_share/1/x.png");
    CHECK(link->iv == Bytes(12, 0xaa));
    CHECK(link->key.view().size() == 32);
    CHECK(link->key.view().front() == 0xbb);
    CHECK(buildFileLink(*link) == body);
    const auto old = parseFileLink("aesgcm://h/x#" + std::string(32, 'a') + kKey32);
    REQUIRE(old);
    CHECK(old->iv.size() == 16);
}

TEST_CASE("E5, E6: a body that is not exactly one good link is a text")
{
    const auto secret = "#" + kIv12 + kKey32;
    REQUIRE(isLink("aesgcm://h.example/x" + secret));
    for (const auto& body : {"https://h.example/x" + secret,
                             "AESGCM://h.example/x" + secret,
                             "aesgcm:/h.example/x" + secret,
                             "aesgcm:///x" + secret,
                             "see aesgcm://h.example/x" + secret,
                             "aesgcm://h.example/x" + secret + " ",
                             "aesgcm://h.example/x" + secret + "\nmore",
                             "aesgcm://user:secret@h.example/x" + secret,
                             "aesgcm://user@h.example/x" + secret,
                             "aesgcm://@h.example/x" + secret,
                             "aesgcm://h.example/a b" + secret,
                             "aesgcm://h.ex\u00E4mple/x" + secret,
                             std::string{"aesgcm://h.example/x"},
                             std::string{"aesgcm://h.example/x#"},
                             "aesgcm://h.example/x#" + kKey32,
                             "aesgcm://h.example/x" + secret + "0",
                             "aesgcm://h.example/x" + secret + "00",
                             "aesgcm://h.example/x#" + std::string(87, 'a') + "g",
                             "aesgcm://h.example/" + std::string(3000, 'x') + secret,
                             std::string{}}) {
        CAPTURE(body);
        CHECK_FALSE(isLink(body));
    }
}

TEST_CASE("what a sender says of a file is read strictly")
{
    const auto read = [](const std::string& attributes) {
        return parseFileInfo(test::element(info(attributes)));
    };
    const auto good = read("name='../a&lt;b' type='image/png' size='5' " + kHash);
    REQUIRE(good);
    CHECK(good->name == "../a<b");
    CHECK(good->size == 5);
    CHECK(read("size='5' " + kHash));
    for (const auto& attributes :
         {"name='a' size='0' " + kHash, "name='a' size='-1' " + kHash, "name='a' " + kHash,
          std::string{"name='a' size='5'"}, std::string{"name='a' size='5' sha256='AAAA'"},
          "name='a' size='99999999999999' " + kHash,
          "name='" + std::string(1025, 'a') + "' size='5' " + kHash,
          "type='" + std::string(129, 'a') + "' size='5' " + kHash}) {
        CAPTURE(attributes);
        CHECK_FALSE(read(attributes));
    }
    CHECK_FALSE(parseFileInfo(test::element("<file xmlns='urn:other' size='5' " + kHash + "/>")));
}

TEST_CASE("a file stands beside one body, or the envelope is malformed")
{
    const auto parse = [](const std::string& inner) {
        return parseContent(
            test::element("<content xmlns='urn:xmpp:sce:1'>" + inner + "</content>").children);
    };
    const std::string body = "<body xmlns='jabber:client'>x</body>";
    const auto file = info("size='5' " + kHash);
    CHECK(parse(body + file));
    CHECK_FALSE(parse(file));
    CHECK_FALSE(parse(body + file + file));
    CHECK_FALSE(parse(body + info("size='0' " + kHash)));
}

TEST_CASE("an upload slot is two https places and at most three kinds of headers", "[XEP-0363]")
{
    const std::string get = "<get url='https://share.example/1/x'/>";
    const auto good = slot(
        "<put url='https://share.example/1/x'><header name='Authorization'>Bearer abc</header>"
        "<header name='cOOkie'>a=b</header><header name='X-Evil'>1</header>"
        "<header name='Host'>inside.example</header><header name='Expires'>a\r\nb</header></put>" +
        get);
    REQUIRE(good);
    CHECK(good->putUrl == "https://share.example/1/x");
    CHECK(good->headers ==
          std::vector<std::pair<std::string, std::string>>{{"Authorization", "Bearer abc"},
                                                           {"cOOkie", "a=b"}});
    CHECK_FALSE(slot("<put url='http://share.example/1/x'/>" + get));
    CHECK_FALSE(
        slot("<put url='https://share.example/1/x'/><get url='http://share.example/1/x'/>"));
    CHECK_FALSE(slot("<put url='file:///etc/passwd'/>" + get));
    CHECK_FALSE(slot("<put url='https://share.example/a b'/>" + get));
    CHECK_FALSE(slot("<put/>" + get));
    CHECK_FALSE(slot("<put url='https://share.example/1/x'/>"));
    CHECK_FALSE(slot(""));
    CHECK_FALSE(parseSlot(test::element("<iq xmlns='jabber:client' type='result'/>")));
}

TEST_CASE("the limit of an upload service is a number in its form, or none", "[XEP-0363]")
{
    const auto limit = [](const std::string& type, const std::string& value) {
        return maxFileSize(test::element(
            "<iq xmlns='jabber:client' type='result'><query "
            "xmlns='http://jabber.org/protocol/disco#info'><x xmlns='jabber:x:data' type='result'>"
            "<field var='FORM_TYPE' type='hidden'><value>" +
            type + "</value></field><field var='max-file-size'><value>" + value +
            "</value></field></x></query></iq>"));
    };
    CHECK(limit("urn:xmpp:http:upload:0", "104857600") == 104857600);
    CHECK_FALSE(limit("urn:other", "104857600"));
    CHECK_FALSE(limit("urn:xmpp:http:upload:0", "lots"));
    CHECK_FALSE(limit("urn:xmpp:http:upload:0", "-1"));
    CHECK_FALSE(maxFileSize(test::element("<iq xmlns='jabber:client' type='result'/>")));
}
