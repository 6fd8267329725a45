// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/api/picture.h"

#include <QImage>

#include <map>
#include <set>

namespace sotto::ui {

/// Brings pictures of messages from the vault through the decoder to the screen. Asks for
/// each size of each picture once; what it gave is not kept here. UI thread.
class PictureLoader final : public QObject {
    Q_OBJECT
public:
    PictureLoader(Client& client, PictureDecoder* decoder, QObject* parent);

    /// False: this system shows no pictures.
    bool canShow() const { return m_decoder != nullptr; }

    /// Answers loaded() or failed() later, unless it already has for this picture and size.
    void want(MessageId id, int mostSide);

    /// Forgets what was asked for: it may be asked for again.
    void clear();
    void forget(MessageId id, int mostSide);

Q_SIGNALS:
    void loaded(sotto::MessageId id, int mostSide, const QImage& picture);
    void failed(sotto::MessageId id, int mostSide);

private:
    void onBytes(MessageId id, const QByteArray& bytes);
    void onPicture(MessageId id, int mostSide, const Result<Picture>& picture);

    Client& m_client;
    PictureDecoder* m_decoder;
    std::map<MessageId, std::set<int>> m_asked;
    std::map<MessageId, std::set<int>> m_waiting;  ///< for their bytes
};

}  // namespace sotto::ui
